package dev.surefoot.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

import java.util.List;

/** {@code surefoot}: reads the command line and runs one command. */
@Command(
        name = "surefoot",
        mixinStandardHelpOptions = true,
        version = "surefoot 0.1.0",
        description = "Moves one artifact from build to everyone, on evidence.",
        footer = {
            "",
            "Exit codes: 0 yes; 1 Surefoot itself could not; 2 usage, unreadable input, not",
            "authorized; 3 no: rolled back, refused, failed; 4 held, inconclusive."
        })
public final class Main {
    private static final List<Class<?>> COMMANDS =
            List.of(
                    ServeCommand.class,
                    DemoCommand.class,
                    ApplyCommand.class,
                    CandidateCommand.class,
                    EvidenceCommand.class,
                    PromoteCommand.class,
                    StatusCommand.class,
                    WatchCommand.class,
                    RollbackCommand.class,
                    PromotionCommand.class,
                    FreezeCommand.class,
                    TokenCommand.class,
                    RouterCommand.class,
                    JudgeCommand.class,
                    SchemaCommand.class,
                    HelpCommand.class);

    private Main() {}

    /** Runs and exits. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs, and returns the exit code. */
    public static int run(String... arguments) {
        CommandLine line = arguments.length == 0 || isHelp(arguments[0]) ? listed() : line();
        explain(line, arguments);
        return execute(line, arguments);
    }

    /** With the one error that says what to do, and not where it happened to be. */
    static int execute(CommandLine line, String... arguments) {
        try {
            return line.execute(arguments);
        } catch (OutOfMemoryError full) {
            return full(full);
        }
    }

    private static int full(OutOfMemoryError full) {
        System.err.println(
                "surefoot: out of memory (%s) with at most %d MB of heap; give it more, for example"
                                .formatted(
                                        full.getMessage(), Runtime.getRuntime().maxMemory() >> 20)
                        + " SUREFOOT_JAVA_OPTS=-Xmx2g, and run it again");
        return ExitCode.COULD_NOT;
    }

    private static boolean isHelp(String word) {
        return word.equals("--help") || word.equals("-h");
    }

    /** Enough to list the commands: what each of them takes is not looked at. */
    private static CommandLine listed() {
        CommandLine line = new CommandLine(new Main());
        for (Class<?> each : COMMANDS) {
            Command command = each.getAnnotation(Command.class);
            CommandSpec spec = CommandSpec.create().name(command.name());
            spec.usageMessage().header(command.header()).description(command.description());
            line.addSubcommand(spec.name(), spec);
        }
        return handled(line);
    }

    /**
     * Gives {@code --help} and the exit codes to the command that is addressed. To all of them it
     * would cost each start what only one can use.
     */
    private static void explain(CommandLine line, String... arguments) {
        CommandLine at = line;
        for (String word : arguments) {
            CommandLine next = at.getSubcommands().get(word);
            if (next == null) {
                return;
            }
            CommandSpec spec = next.getCommandSpec();
            spec.mixinStandardHelpOptions(true);
            if (spec.usageMessage().footer().length == 0) {
                spec.usageMessage().footer(line.getCommandSpec().usageMessage().footer());
            }
            at = next;
        }
    }

    /** All commands, with the handlers that {@link #run} uses. */
    static CommandLine line() {
        CommandLine line = new CommandLine(new Main());
        COMMANDS.forEach(line::addSubcommand);
        return handled(line);
    }

    /** These settings reach the subcommands that are there already, and no others. */
    static CommandLine handled(CommandLine line) {
        line.setExecutionExceptionHandler((thrown, command, parsed) -> failed(thrown));
        line.setParameterExceptionHandler(Main::misused);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    private static int failed(Exception thrown) {
        if (thrown instanceof Failed failed) {
            System.err.println("surefoot: " + failed.getMessage());
            failed.details().forEach(detail -> System.err.println("  " + detail));
            return failed.exitCode();
        }
        for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError full) {
                return full(full);
            }
        }
        System.err.println("surefoot: " + thrown + " (a fault in Surefoot; please report it)");
        thrown.printStackTrace(System.err);
        return ExitCode.COULD_NOT;
    }

    private static int misused(ParameterException wrong, String[] arguments) {
        System.err.println("surefoot: " + wrong.getMessage());
        if (wrong instanceof CommandLine.UnmatchedArgumentException unmatched) {
            CommandLine.UnmatchedArgumentException.printSuggestions(unmatched, System.err);
        }
        System.err.println(
                "see '" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help'");
        return ExitCode.UNREADABLE;
    }
}
