package dev.surefoot.schema.check;

import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.measure.MeasuredFile;
import dev.surefoot.schema.rule.Finding;
import dev.surefoot.schema.rule.Judged;
import dev.surefoot.schema.rule.Rule;
import dev.surefoot.schema.rule.Severity;
import dev.surefoot.schema.rule.Unknown;

import java.util.Optional;

/** What a failed file means for those that come after it. */
final class Broken {
    private Broken() {}

    /** Production took it, the shadow did not: the shadow is not like production. */
    static Finding baseline(MeasuredFile failed) {
        String path = failed.file().path();
        SqlError error = failed.error().orElseThrow();
        return new Finding(
                Rule.S01,
                Severity.INCONCLUSIVE,
                path,
                failed.statements().getLast().statement().line(),
                Rule.S01.recovery(),
                new Finding.Words(
                        "Production has this file, and the shadow refuses it: %s (SQLSTATE %s)."
                                .formatted(
                                        error.message().lines().findFirst().orElse(""),
                                        error.sqlState()),
                        "all files that come after it",
                        "until the shadow is like production",
                        "Check on production's PostgreSQL, with its extensions and settings."),
                Optional.of(
                        new Unknown(
                                "production's schema, as " + path + " fails on the shadow",
                                "--postgres-bin DIR or --shadow-url JDBC")));
    }

    /** An error after another file failed may only follow from that. */
    static Judged after(String failed, Judged judged) {
        return new Judged(
                judged.phase(),
                judged.declared(),
                judged.recovery(),
                judged.findings().stream()
                        .map(it -> it.rule() == Rule.S01 ? unsure(failed, it) : it)
                        .toList());
    }

    private static Finding unsure(String failed, Finding it) {
        return new Finding(
                it.rule(),
                Severity.INCONCLUSIVE,
                it.path(),
                it.line(),
                it.recovery(),
                new Finding.Words(
                        it.words().what()
                                + " It may only follow from "
                                + failed
                                + ", which failed.",
                        it.words().whom(),
                        it.words().howLong(),
                        it.words().instead()),
                Optional.of(
                        new Unknown("what comes after " + failed, "a check once that is mended")));
    }
}
