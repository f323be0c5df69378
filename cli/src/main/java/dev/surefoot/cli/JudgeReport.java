package dev.surefoot.cli;

import dev.surefoot.cli.stream.StreamJudge;
import dev.surefoot.judge.Culprit;
import dev.surefoot.judge.Evidence;
import dev.surefoot.judge.Judgement;
import dev.surefoot.judge.Plan;
import dev.surefoot.judge.Words;
import dev.surefoot.server.json.Json;

import tools.jackson.core.JsonGenerator;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells what the judge said, for people or as one JSON object. The trace is written as it comes, so
 * that it is never held.
 */
interface JudgeReport {
    /** After one window. */
    void window(String time, Judgement judgement);

    /** At the end. */
    void verdict(StreamJudge.Verdict verdict);

    /** Ends what was begun; whoever made it calls this once, also after a failure. */
    void end();

    static JudgeReport to(PrintStream out, boolean json, boolean trace) {
        return json ? new AsJson(out, trace) : new AsText(out, trace);
    }

    /** What counts of an answer, in both forms. */
    record Answer(String judgement, Optional<String> metric, double evidence, double threshold) {
        static Answer of(Judgement judgement) {
            Evidence evidence = judgement.evidence();
            return switch (judgement) {
                case Judgement.Rollback(Culprit culprit, Evidence _) ->
                        new Answer(
                                "ROLLBACK",
                                Optional.of(name(culprit)),
                                finite(culprit.seen()),
                                culprit.bound());
                case Judgement.Promote _ ->
                        new Answer(
                                "PROMOTE",
                                Optional.empty(),
                                finite(Math.exp(evidence.logFit())),
                                evidence.fit().threshold());
                case Judgement.Hold _ -> undecided("HOLD", evidence);
                case Judgement.Inconclusive _ -> undecided("INCONCLUSIVE", evidence);
            };
        }

        private static Answer undecided(String judgement, Evidence evidence) {
            return new Answer(
                    judgement,
                    Optional.empty(),
                    finite(evidence.worse().eValue()),
                    evidence.worse().threshold());
        }

        private static String name(Culprit culprit) {
            String kind = culprit.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
            return culprit.name().isEmpty() ? kind : kind + " " + culprit.name();
        }

        /** JSON has no infinity. */
        private static double finite(double value) {
            return Math.min(value, Double.MAX_VALUE);
        }
    }

    /** In words. */
    record AsText(PrintStream out, boolean trace) implements JudgeReport {
        @Override
        public void window(String time, Judgement judgement) {
            if (trace) {
                Evidence evidence = judgement.evidence();
                out.printf(
                        Locale.ROOT,
                        "%s  canary %d/%d  baseline %d/%d  worse %.4g of %.4g  fit %.4g of %.4g%n",
                        time,
                        evidence.canary().errors(),
                        evidence.canary().requests(),
                        evidence.baseline().errors(),
                        evidence.baseline().requests(),
                        evidence.worse().eValue(),
                        evidence.worse().threshold(),
                        Math.exp(evidence.logFit()),
                        evidence.fit().threshold());
            }
        }

        @Override
        public void verdict(StreamJudge.Verdict verdict) {
            Plan plan = verdict.plan();
            verdict.judgement()
                    .ifPresentOrElse(
                            judgement -> {
                                Answer answer = Answer.of(judgement);
                                Evidence evidence = judgement.evidence();
                                out.println(answer.judgement() + " at " + verdict.at().orElse(""));
                                out.println("  " + Words.explain(plan, judgement));
                                out.printf(
                                        "  canary    %d errors in %d requests; baseline %d in %d%n",
                                        evidence.canary().errors(),
                                        evidence.canary().requests(),
                                        evidence.baseline().errors(),
                                        evidence.baseline().requests());
                                out.printf(
                                        "  windows   %d used, %d skipped, of %s each%n",
                                        evidence.windows().used(),
                                        evidence.windows().skipped(),
                                        plan.window()
                                                .toString()
                                                .substring(2)
                                                .toLowerCase(Locale.ROOT));
                            },
                            () ->
                                    out.println(
                                            "HOLD: the stream has no window, so nothing is known"));
            out.println(
                    "  routing   declared as "
                            + plan.routing().name().toLowerCase(Locale.ROOT)
                            + "; see --routing");
        }

        @Override
        public void end() {
            out.flush();
        }
    }

    /** One object, whose trace comes first. */
    final class AsJson implements JudgeReport {
        private final JsonGenerator json;
        private final PrintStream out;
        private final boolean trace;
        private boolean begun;

        AsJson(PrintStream out, boolean trace) {
            this.out = out;
            this.trace = trace;
            this.json = Json.MAPPER.writerWithDefaultPrettyPrinter().createGenerator(out);
        }

        /** Only when there is something to say: of a stream that is none, no JSON is begun. */
        private void begin() {
            if (begun) {
                return;
            }
            begun = true;
            json.writeStartObject();
            if (trace) {
                json.writeArrayPropertyStart("trace");
            }
        }

        @Override
        public void window(String time, Judgement judgement) {
            if (trace) {
                begin();
                json.writeStartObject();
                json.writeStringProperty("time", time);
                counts(judgement.evidence());
                json.writeNumberProperty(
                        "worse", Answer.finite(judgement.evidence().worse().eValue()));
                json.writeNumberProperty(
                        "fit", Answer.finite(Math.exp(judgement.evidence().logFit())));
                json.writeEndObject();
            }
        }

        @Override
        public void verdict(StreamJudge.Verdict verdict) {
            begin();
            if (trace) {
                json.writeEndArray();
            }
            Answer answer =
                    verdict.judgement()
                            .map(Answer::of)
                            .orElse(
                                    new Answer(
                                            "HOLD",
                                            Optional.empty(),
                                            1,
                                            1 / verdict.plan().alpha()));
            json.writeStringProperty("judgement", answer.judgement());
            write("time", verdict.at());
            verdict.judgement()
                    .map(Judgement::evidence)
                    .ifPresentOrElse(this::counts, this::nothing);
            write("metric", answer.metric());
            json.writeNumberProperty("evidence", answer.evidence());
            json.writeNumberProperty("threshold", answer.threshold());
            json.writeStringProperty("routing", verdict.plan().routing().name());
            json.writeNumberProperty("windowMs", verdict.plan().window().toMillis());
            json.writeStringProperty(
                    "explanation",
                    verdict.judgement()
                            .map(judgement -> Words.explain(verdict.plan(), judgement))
                            .orElse("The stream has no window, so nothing is known."));
            json.writeEndObject();
        }

        private void write(String name, Optional<String> value) {
            if (value.isPresent()) {
                json.writeStringProperty(name, value.get());
            } else {
                json.writeNullProperty(name);
            }
        }

        private void nothing() {
            for (String name :
                    List.of(
                            "canaryRequests",
                            "canaryErrors",
                            "baselineRequests",
                            "baselineErrors")) {
                json.writeNumberProperty(name, 0);
            }
        }

        private void counts(Evidence evidence) {
            json.writeNumberProperty("canaryRequests", evidence.canary().requests());
            json.writeNumberProperty("canaryErrors", evidence.canary().errors());
            json.writeNumberProperty("baselineRequests", evidence.baseline().requests());
            json.writeNumberProperty("baselineErrors", evidence.baseline().errors());
        }

        @Override
        public void end() {
            if (begun) {
                json.flush();
                out.println();
            }
        }
    }
}
