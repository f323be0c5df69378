package dev.surefoot.cli;

import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.run.Gone;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** {@code surefoot schema contract DIR --url JDBC --instances-gone BY:WHY}: no way back from it. */
@Command(
        name = "contract",
        description = "Take away what only the old version used; there is no way back from it.")
final class SchemaContractCommand implements Callable<Integer> {
    @Mixin SchemaTargetOptions options = new SchemaTargetOptions();

    @Option(names = "--dry-run", description = "Print what would run, and touch nothing.")
    boolean dryRun;

    @Option(
            names = "--instances-gone",
            paramLabel = "BY:WHY",
            description = "Who says that no old instance is left, and how they know.")
    @Nullable String instancesGone;

    @Option(
            names = "--stay",
            paramLabel = "SERVICE@DIGEST",
            description =
                    "Sessions that may stay: the new version's application_name, a service and"
                            + " 12 hexadecimal digits of its digest; may be repeated.")
    List<String> stay = List.of();

    @Override
    public Integer call() throws InterruptedException {
        SchemaRunning running = new SchemaRunning(options);
        if (dryRun) {
            return running.plan(List.of(Phase.CONTRACT));
        }
        Gone gone = gone();
        return running.run(runner -> runner.contract(gone));
    }

    private Gone gone() {
        int colon = instancesGone == null ? -1 : instancesGone.indexOf(':');
        if (instancesGone == null || colon < 1 || instancesGone.substring(colon + 1).isBlank()) {
            throw new Failed(
                    ExitCode.UNREADABLE,
                    "sessions show who is connected now, not which instances are left: say so with"
                            + " --instances-gone BY:WHY, for example"
                            + " --instances-gone 'ada:old fleet stopped at 14:05'");
        }
        for (String each : stay) {
            if (!each.matches(".+@[0-9a-f]{12}")) {
                throw new Failed(
                        ExitCode.UNREADABLE,
                        "--stay " + each + " is no SERVICE@ and 12 hexadecimal digits");
            }
        }
        return new Gone(
                instancesGone.substring(0, colon).strip(),
                instancesGone.substring(colon + 1).strip(),
                Set.copyOf(stay),
                Set.copyOf(options.applicationRoles));
    }
}
