package dev.surefoot.server.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The database of a service in an environment, ready to be shown.
 *
 * @param named whether the service's definition names a database there
 * @param change the newest change; absent where none was asked for
 * @param earlier those before it, newest first
 */
public record SchemaModel(
        String service,
        String environment,
        boolean named,
        Floor floor,
        Optional<Change> change,
        List<Earlier> earlier) {
    public SchemaModel {
        earlier = List.copyOf(earlier);
    }

    /** Where its promotions are listed. */
    public String place() {
        return PlacePage.path(service, environment);
    }

    /**
     * From where on there is no way back.
     *
     * @param oldest the oldest version that runs on the present schema; absent: all do
     * @param broken those that are proven not to
     */
    public record Floor(
            Tone tone,
            String headline,
            String detail,
            Optional<Version> oldest,
            List<Broken> broken) {
        public Floor {
            broken = List.copyOf(broken);
        }
    }

    /** A version that ran here. */
    public record Version(String candidate, String digest, Instant since) {}

    /** A version that no longer runs, and the statements of it that fail. */
    public record Broken(String candidate, String digest, List<String> statements) {
        public Broken {
            statements = List.copyOf(statements);
        }
    }

    /**
     * What one candidate changes.
     *
     * @param promotion the id of its newest promotion there
     * @param trial what was proven, in words; empty before
     * @param waitingFor what it waits for right now; may be empty
     * @param quiet since when no other version was seen at the database, in words; may be empty
     * @param report what the trial measured and found
     */
    public record Change(
            String brief,
            String candidate,
            String digest,
            Optional<String> promotion,
            StateWords state,
            Instant since,
            String trial,
            String waitingFor,
            List<Phase> phases,
            Optional<Progress> progress,
            String quiet,
            List<File> files,
            Matrix matrix,
            TrialReport report,
            List<PromotionModel.Happening> story) {
        public Change {
            phases = List.copyOf(phases);
            files = List.copyOf(files);
            story = List.copyOf(story);
        }
    }

    /**
     * One phase on the line.
     *
     * @param does what it is for
     * @param words how it stands, in one or two words
     * @param at when it was done
     * @param current whether it is the one that is looked at now
     */
    public record Phase(
            String name,
            String does,
            Tone tone,
            String words,
            Optional<Instant> at,
            boolean current) {}

    /**
     * Work under way.
     *
     * @param words with how much is done and a range of what is left
     * @param partBp done of all, in basis points; empty while the whole is unknown
     */
    public record Progress(String name, String words, Optional<Integer> partBp) {
        /** The part as a number between 0 and 100. */
        public String percent() {
            return partBp.map(part -> Integer.toString(part / 100)).orElse("");
        }
    }

    /**
     * A migration.
     *
     * @param state how its phase stands
     * @param recovery how one comes back from it, spelled out
     */
    public record File(String path, String phase, Tone tone, String state, String recovery) {}

    /** Which version works in which state of the schema. */
    public record Matrix(List<String> columns, List<Row> rows, List<Failing> failing) {
        public Matrix {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
            failing = List.copyOf(failing);
        }

        /** One version. */
        public record Row(String name, List<Box> boxes) {
            public Row {
                boxes = List.copyOf(boxes);
            }
        }

        /** One version in one state; {@code note} says what that means, and may be empty. */
        public record Box(Tone tone, String words, String note) {}

        /** What breaks there. */
        public record Failing(String where, List<String> statements) {
            public Failing {
                statements = List.copyOf(statements);
            }
        }
    }

    /** A change before the newest. */
    public record Earlier(
            String brief,
            String candidate,
            Optional<String> promotion,
            StateWords state,
            Instant since) {}

    /**
     * A database's change on another page.
     *
     * @param path of the page that tells more
     * @param words how its work goes, or what it waits for; may be empty
     */
    public record Line(String path, StateWords state, String words) {}
}
