package dev.surefoot.schema.run;

import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.migration.Statement;
import dev.surefoot.schema.run.backfill.FillLimits;
import dev.surefoot.schema.run.backfill.Signal;
import dev.surefoot.schema.run.target.Pace;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How a runner is to run.
 *
 * @param holder who holds the lock, for people: host and process, or the server's name
 * @param folder what is known of the folder besides the files
 * @param server what is expected of the server
 * @param limits of statements
 * @param fill limits of backfills
 * @param signals what backfills give way to besides the server's own signals
 * @param predictions how long statements should take
 * @param pace time and chance
 */
public record RunOptions(
        String holder,
        Folder folder,
        Server server,
        Limits limits,
        FillLimits fill,
        List<Signal> signals,
        Predictions predictions,
        Pace pace) {

    public RunOptions {
        signals = List.copyOf(signals);
    }

    /**
     * What is known of the folder.
     *
     * @param phases by path, where a file does not say it itself
     * @param baseline the last version that was run before Surefoot came, if its tool has no table
     * @param toolHistory whether the tool's own table is kept up as well
     * @param bytes a file as it lies there, for the tool's checksum
     * @param newer files of newer versions of the folder: that they ran is no gap in its history
     */
    public record Folder(
            Map<String, Phase> phases,
            Optional<String> baseline,
            boolean toolHistory,
            Bytes bytes,
            Set<Brought> newer) {
        /** Nothing besides the files. */
        public static final Folder PLAIN =
                new Folder(Map.of(), Optional.empty(), true, file -> Optional.empty());

        public Folder {
            phases = Map.copyOf(phases);
            newer = Set.copyOf(newer);
        }

        /** A folder of which no newer version is known. */
        public Folder(
                Map<String, Phase> phases,
                Optional<String> baseline,
                boolean toolHistory,
                Bytes bytes) {
            this(phases, baseline, toolHistory, bytes, Set.of());
        }

        /** The same, with what newer versions of it have. */
        public Folder with(Set<Brought> others) {
            return new Folder(phases, baseline, toolHistory, bytes, others);
        }
    }

    /** A file of a newer version of the folder. */
    public record Brought(String path, String sha256) {}

    /**
     * What is expected of the server.
     *
     * @param major its version
     * @param applicationRoles roles of the application; the runner's is none of them
     */
    public record Server(OptionalInt major, Set<String> applicationRoles) {
        /** Any version; roles as sessions show them. */
        public static final Server ANY = new Server(OptionalInt.empty(), Set.of());

        public Server {
            applicationRoles = Set.copyOf(applicationRoles);
        }
    }

    /** Reads a file. */
    @FunctionalInterface
    public interface Bytes {
        /** Empty: its text stands for it. */
        Optional<byte[]> of(MigrationFile file);
    }

    /** Says how long a statement should take and how long others may wait for it. */
    @FunctionalInterface
    public interface Predictions {
        /** Nothing is known. */
        Predictions NONE = (file, statement) -> Optional.empty();

        /** Empty: not known. */
        Optional<Prediction> of(MigrationFile file, Statement statement);
    }

    /** From the least to the most: how long a statement takes others' time, and its own. */
    public record Prediction(Duration stallFrom, Duration stallTo, Duration statement) {}

    /** The usual options. */
    public static RunOptions usual(String holder) {
        return new RunOptions(
                holder,
                Folder.PLAIN,
                Server.ANY,
                Limits.USUAL,
                FillLimits.within(Limits.USUAL.stallBudget(), Limits.USUAL.lockTimeout()),
                List.of(),
                Predictions.NONE,
                Pace.REAL);
    }

    /** The same with another folder. */
    public RunOptions with(Folder other) {
        return new RunOptions(holder, other, server, limits, fill, signals, predictions, pace);
    }

    /** The same with another server. */
    public RunOptions with(Server other) {
        return new RunOptions(holder, folder, other, limits, fill, signals, predictions, pace);
    }

    /** The same with other limits. */
    public RunOptions with(Limits other, FillLimits otherFill) {
        return new RunOptions(holder, folder, server, other, otherFill, signals, predictions, pace);
    }

    /** The same with another pace. */
    public RunOptions with(Pace other) {
        return new RunOptions(holder, folder, server, limits, fill, signals, predictions, other);
    }

    /** The same with signals. */
    public RunOptions with(List<Signal> others) {
        return new RunOptions(holder, folder, server, limits, fill, others, predictions, pace);
    }

    /** The same with predictions. */
    public RunOptions with(Predictions other) {
        return new RunOptions(holder, folder, server, limits, fill, signals, other, pace);
    }
}
