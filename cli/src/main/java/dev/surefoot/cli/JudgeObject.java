package dev.surefoot.cli;

import dev.surefoot.cli.stream.StreamJudge;
import dev.surefoot.judge.Evidence;
import dev.surefoot.judge.Judgement;
import dev.surefoot.judge.Metrics;
import dev.surefoot.judge.Plan;
import dev.surefoot.server.json.Json;

import tools.jackson.core.JsonGenerator;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** What the judge said, as one JSON object whose trace comes first. */
final class JudgeObject implements JudgeReport {
    private final JsonGenerator json;
    private final PrintStream out;
    private final boolean trace;
    private boolean begun;

    JudgeObject(PrintStream out, boolean trace) {
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
            counts(judgement.evidence(), judgement.evidence().canary());
            json.writeNumberProperty(
                    "worse", JudgeAnswer.finite(judgement.evidence().worse().eValue()));
            json.writeNumberProperty(
                    "fit", JudgeAnswer.finite(Math.exp(judgement.evidence().logFit())));
            json.writeEndObject();
        }
    }

    @Override
    public void verdict(StreamJudge.Verdict verdict) {
        begin();
        if (trace) {
            json.writeEndArray();
        }
        JudgeAnswer answer =
                verdict.judgement()
                        .map(JudgeAnswer::of)
                        .orElseGet(() -> JudgeAnswer.nothing(verdict.plan()));
        json.writeStringProperty("judgement", answer.judgement());
        write("time", verdict.at());
        verdict.judgement()
                .map(Judgement::evidence)
                .ifPresentOrElse(it -> counts(it, answer.canary()), this::nothing);
        windows(verdict.judgement().map(Judgement::evidence));
        write("metric", answer.metric());
        json.writeNumberProperty("evidence", answer.evidence());
        json.writeNumberProperty("threshold", answer.threshold());
        json.writeStringProperty("routing", verdict.plan().routing().name());
        json.writeNumberProperty("windowMs", verdict.plan().window().toMillis());
        tolerated(verdict.plan());
        json.writeNumberProperty("railErrorRate", verdict.plan().rails().errorRate());
        json.writeStringProperty("explanation", JudgeWords.explain(verdict));
        json.writeEndObject();
    }

    private void write(String name, Optional<String> value) {
        if (value.isPresent()) {
            json.writeStringProperty(name, value.get());
        } else {
            json.writeNullProperty(name);
        }
    }

    private void tolerated(Plan plan) {
        Optional<Metrics.Latency> latency = plan.metrics().latency();
        if (latency.isPresent()) {
            json.writeNumberProperty("latencyTolerated", latency.get().tolerated());
        } else {
            json.writeNullProperty("latencyTolerated");
        }
    }

    private void windows(Optional<Evidence> evidence) {
        json.writeNumberProperty(
                "windowsCompared", evidence.map(it -> it.windows().used()).orElse(0L));
        json.writeNumberProperty(
                "windowsNotCompared", evidence.map(it -> it.windows().skipped()).orElse(0L));
    }

    private void nothing() {
        for (String name :
                List.of("canaryRequests", "canaryErrors", "baselineRequests", "baselineErrors")) {
            json.writeNumberProperty(name, 0);
        }
    }

    private void counts(Evidence evidence, Evidence.Tally canary) {
        json.writeNumberProperty("canaryRequests", canary.requests());
        json.writeNumberProperty("canaryErrors", canary.errors());
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
