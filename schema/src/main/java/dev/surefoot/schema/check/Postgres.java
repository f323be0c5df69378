package dev.surefoot.schema.check;

import dev.surefoot.schema.check.CheckReport.Source;
import dev.surefoot.schema.rule.Finding;
import dev.surefoot.schema.rule.Rule;
import dev.surefoot.schema.rule.Severity;
import dev.surefoot.schema.rule.Unknown;
import dev.surefoot.schema.shadow.Shadow;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Whether the shadow may stand in for production. */
record Postgres(CheckReport.Postgres seen, OptionalInt asked, int major) {
    static Postgres of(Shadow shadow, CheckRequest.Production production) {
        OptionalInt asked = production.major();
        Source source =
                asked.isEmpty()
                        ? Source.ASSUMED
                        : asked.getAsInt() == shadow.major() ? Source.GIVEN : Source.DIFFERS;
        return new Postgres(
                new CheckReport.Postgres(
                        shadow.version(), source, new TreeMap<>(production.settings())),
                asked,
                shadow.major());
    }

    /** What is measured on one major version proves nothing about another. */
    Optional<Finding> finding() {
        if (seen.source() != Source.DIFFERS) {
            return Optional.empty();
        }
        String wanted = "PostgreSQL " + asked.getAsInt();
        return Optional.of(
                new Finding(
                        Rule.S03,
                        Severity.INCONCLUSIVE,
                        "",
                        0,
                        Rule.S03.recovery(),
                        new Finding.Words(
                                "Production has %s, the shadow is %s: locks, rewrites and errors differ between them."
                                        .formatted(wanted, seen.version()),
                                "all files",
                                "until they are checked on " + wanted,
                                "--postgres-bin DIR of an installation of %d, or --shadow-url JDBC"
                                        .formatted(asked.getAsInt())),
                        Optional.of(
                                new Unknown(
                                        "what the files do on " + wanted,
                                        "--postgres-bin DIR or --shadow-url JDBC"))));
    }
}
