package dev.surefoot.bench;

import dev.surefoot.bench.backfill.BackfillCommand;
import dev.surefoot.bench.decisions.DecisionsCommand;
import dev.surefoot.bench.judge.JudgeCostCommand;
import dev.surefoot.bench.lease.LeaseCommand;
import dev.surefoot.bench.release.ReleasesCommand;
import dev.surefoot.bench.shifting.ShiftingCommand;
import dev.surefoot.bench.stalls.StallsCommand;
import dev.surefoot.bench.startup.StartupCommand;
import dev.surefoot.cli.Failed;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** {@code bench/run}: reads the command line and runs one measurement. */
@Command(
        name = "bench/run",
        mixinStandardHelpOptions = true,
        description = "Measures what is promised, on this machine.",
        subcommands = {
            ReleasesCommand.class,
            ShiftingCommand.class,
            JudgeCostCommand.class,
            LeaseCommand.class,
            StartupCommand.class,
            DecisionsCommand.class,
            BackfillCommand.class,
            StallsCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 every bar holds; 1 it could not be measured; 2 usage; 3 a bar does not",
            "hold, or nothing was measured for it."
        })
public final class Main {
    private static final int COULD_NOT = 1;

    private Main() {}

    /** Runs and exits. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs, and returns the exit code. */
    static int run(String... arguments) {
        CommandLine line = new CommandLine(new Main());
        line.setExecutionExceptionHandler((thrown, command, parsed) -> failed(thrown));
        line.setParameterExceptionHandler(Main::misused);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        if (arguments.length == 0) {
            line.usage(System.err);
            return CommandLine.ExitCode.USAGE;
        }
        return line.execute(arguments);
    }

    private static int failed(Exception thrown) {
        System.err.println("bench: " + thrown.getMessage());
        if (thrown instanceof Failed failed) {
            failed.details().forEach(detail -> System.err.println("  " + detail));
        } else {
            thrown.printStackTrace(System.err);
        }
        return COULD_NOT;
    }

    private static int misused(ParameterException wrong, String[] arguments) {
        System.err.println("bench: " + wrong.getMessage());
        System.err.println(
                "see '" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help'");
        return CommandLine.ExitCode.USAGE;
    }
}
