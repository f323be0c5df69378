package dev.surefoot.server.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What runs where: a row a service, a column an environment. */
public record BoardModel(List<Environment> environments, List<Row> rows) {
    /** One environment. */
    public record Environment(String name, boolean production) {
        /** Whether to say that it is production: not where its name says so. */
        public boolean marked() {
            return production && !name.equals("production");
        }
    }

    /** One service; a cell for each environment of the board, empty where it does not go. */
    public record Row(String service, String owner, List<Optional<Cell>> cells) {}

    /**
     * One service in one environment.
     *
     * @param schema the change of its database under way, or one that somebody must mend
     */
    public record Cell(
            String service,
            Environment environment,
            Optional<Running> running,
            Optional<UnderWay> underWay,
            Optional<Newest> newest,
            Optional<SchemaModel.Line> schema,
            Return back) {
        /** Where its promotions are listed. */
        public String place() {
            return PlacePage.path(service, environment.name());
        }
    }

    /** What everybody gets who is not on a canary. */
    public record Running(
            String candidate,
            String digest,
            String commit,
            String promotion,
            int ready,
            int wanted,
            Instant since) {}

    /** The promotion on its way there. */
    public record UnderWay(String promotion, String candidate, StateWords state, int shareBp) {}

    /** How the newest promotion there ended, if it did not become what runs. */
    public record Newest(String promotion, String candidate, StateWords state, Instant at) {}
}
