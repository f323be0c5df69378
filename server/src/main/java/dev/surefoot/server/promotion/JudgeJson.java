package dev.surefoot.server.promotion;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import dev.surefoot.judge.Budget;
import dev.surefoot.judge.Pace;
import dev.surefoot.judge.Schedule;
import dev.surefoot.server.json.Json;

import tools.jackson.databind.json.JsonMapper;

/** How the judge's plans are kept as JSON; the judge itself knows no JSON. */
final class JudgeJson {
    static final JsonMapper MAPPER =
            Json.MAPPER.rebuild().addMixIn(Pace.class, ByStrategy.class).build();

    private JudgeJson() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "strategy")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Schedule.class, name = "STEPS"),
        @JsonSubTypes.Type(value = Budget.class, name = "BUDGET")
    })
    private interface ByStrategy {}
}
