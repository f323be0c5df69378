package dev.surefoot.server.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** Small faults in the demo's file, each with the line, the column and the words that it gets. */
class BrokenServiceFileTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    service: shop|service: Shop|3:10 service: service is "Shop"; it must be a name
                    service: shop|service: 7|3:10 service: service is 7; it must be a name of
                    service: shop|service:|3:9 service: service is empty; it must be a name
                    kind: Service|kind: Policy|2:7 kind: kind is "Policy"; write Service
                    surefoot/v1|surefoot/v2|1:13 apiVersion: apiVersion is "surefoot/v2"; write surefoot/v1
                    owner: team-shop|ownr: team-shop|4:1 ownr: unknown key "ownr"; did you mean "owner"?
                    owner: team-shop|ownr: team-shop|1:1 : the file lacks the key "owner", a text
                    kind: jar|kind: oci-image|5:18 artifact.kind: kind: oci-image is not supported yet; write jar or file
                    kind: jar|kind: jr|5:18 artifact.kind: artifact.kind is "jr"; write jar or file; did you mean "jar"?
                    kind: process|kind: systemd|7:9 runtime.kind: kind: systemd is not supported yet; write process
                    startup: 60s|startup: 60|11:12 runtime.startup: runtime.startup is 60; it must be a whole number above 0 with its unit; write for example 500ms, 10s
                    startup: 60s|startup: 60 s|11:12 runtime.startup: runtime.startup is "60 s"
                    startup: 60s|startup: 0s|11:12 runtime.startup: runtime.startup is "0s"
                    startup: 60s|startup: 400d|11:12 runtime.startup: runtime.startup is 400d; it may be at most 365d
                    startup: 60s|startp: 60s|11:3 runtime.startp: unknown key "startp"; did you mean "startup"?
                    passes: 2|passes: 0|10:71 runtime.readiness.passes: runtime.readiness.passes is 0; it must be a whole number of at least 1
                    passes: 2|passes: two|10:71 runtime.readiness.passes: runtime.readiness.passes is "two"; it must be a whole number
                    path: /ready|path: ready|10:21 runtime.readiness.path: runtime.readiness.path is "ready"; it must be a path that begins with /
                    "${artifact}"|"app.jar"|8:12 runtime.command: runtime.command does not contain ${artifact}
                    "${port}"|"${prt}"|9:46 runtime.command[7]: runtime.command[7] has the unknown placeholder ${prt}; did you mean "port"?
                    "${port}"|"${port"|9:46 runtime.command[7]: runtime.command[7] has ${ without }
                    green: [8002]|green: [8002, 8003]|17:34 environments[0].slots.green: ports: 1 in slot blue and 2 in green
                    green: [8002]|green: [8001]|17:35 environments[0].slots.green[0]: port 8001 is used a second time, first at environments[0].slots.blue[0]
                    listen: 8081|listen: 8001|24:39 environments[1].traffic.listen: port 8001 is used a second time
                    listen: 8081|listen: 80810|24:39 environments[1].traffic.listen: environments[1].traffic.listen is 80810; it must be a port from 1 to 65535
                    name: production|name: staging|21:11 environments[1].name: environment "staging" is here a second time, first at environments[0].name
                    config/production.yaml|config/prod.yaml|22:13 environments[1].config: environments[1].config: file "config/prod.yaml" did not come with this one; what came: config/production.yaml, config/staging.yaml
                    config/production.yaml|/etc/passwd|22:13 environments[1].config: environments[1].config is "/etc/passwd"; it must be a path relative to this file
                    config/production.yaml|config/../../x|22:13 environments[1].config: environments[1].config is "config/../../x"; it must be a path
                    [5%, 10%, 50%]|[10%, 5%]|26:46 environments[1].rollout.steps[1]: environments[1].rollout.steps[1] is 5%, not above the step before, 10%
                    [5%, 10%, 50%]|[5%, 95%]|26:45 environments[1].rollout.steps[1]: environments[1].rollout.steps[1] is 95%; a step must be below 95%
                    [5%, 10%, 50%]|[5, 10%]|26:41 environments[1].rollout.steps[0]: environments[1].rollout.steps[0] is 5; it must be a share from 0.01% to 100%
                    [5%, 10%, 50%]|[0.005%]|26:41 environments[1].rollout.steps[0]: environments[1].rollout.steps[0] is "0.005%"; it must be a share
                    [5%, 10%, 50%]|[0%, 5%]|26:41 environments[1].rollout.steps[0]: environments[1].rollout.steps[0] is "0%"; it must be a share
                    [5%, 10%, 50%]|[]|26:40 environments[1].rollout.steps: environments[1].rollout.steps has 0 entries; write 1 to 100
                    [5%, 10%, 50%]|[5%, 10%, 50%], max-share: 20%|26:50 environments[1].rollout.steps[2]: environments[1].rollout.steps[2] is 50%, above max-share 20%
                    strategy: canary, steps: [5%, 10%, 50%],|strategy: canary,|26:14 environments[1].rollout: environments[1].rollout lacks the key "steps"
                    strategy: canary|strategy: blue-green|26:25 environments[1].rollout.strategy: strategy: blue-green is not supported yet; write budget, canary or all-at-once
                    strategy: canary|strategy: budget|26:14 environments[1].rollout: environments[1].rollout does not say how many requests a release may cost: write harm: {failed-requests: 50}, or promise slo.availability
                    strategy: canary|strategy: budget|26:33 environments[1].rollout.steps: key "steps" has no meaning with strategy budget; leave it out, or write strategy: canary
                    strategy: canary|strategy: budget|26:56 environments[1].rollout.step-time: key "step-time" has no meaning with strategy budget
                    strategy: canary|strategy: canary, harm: {failed-requests: 50}|26:33 environments[1].rollout.harm: key "harm" has no meaning with strategy canary; leave it out, or write strategy: budget
                    strategy: canary|strategy: all-at-once, harm: {failed-requests: 50}|26:38 environments[1].rollout.harm: key "harm" has no meaning with strategy all-at-once
                    strategy: canary|strategy: budget, harm: {failed-requests: 29}|26:57 environments[1].rollout.harm.failed-requests: environments[1].rollout.harm.failed-requests is 29; it must be a whole number of at least 30, since detection itself may cost so many
                    strategy: canary|strategy: budget, harm: {failed-requests: 50%}|26:57 environments[1].rollout.harm.failed-requests: environments[1].rollout.harm.failed-requests is "50%"; it must be a whole number
                    strategy: canary|strategy: budget, harm: {error-budget: 1}|26:54 environments[1].rollout.harm.error-budget: environments[1].rollout.harm.error-budget is 1; it must be a share
                    strategy: canary|strategy: budget, harm: {error-budget: 1%}|26:39 environments[1].rollout.harm: environments[1].rollout does not say how many requests
                    strategy: canary|strategy: budget, harm: {failed-request: 50}|26:40 environments[1].rollout.harm.failed-request: unknown key "failed-request"; did you mean "failed-requests"?
                    strategy: canary|strategy: budget, harm: {failed-requests: 50, error-budget: 1%}|26:61 environments[1].rollout.harm.error-budget: environments[1].rollout.harm says both failed-requests and error-budget
                    strategy: canary|strategy: budget, max-share: 95%|26:44 environments[1].rollout.max-share: environments[1].rollout.max-share is 95%; with a budget it must be below 95%
                    strategy: canary,|strategy: all-at-once,|26:38 environments[1].rollout.steps: key "steps" has no meaning with strategy all-at-once
                    kind: embedded, listen: 8081|kind: exec, listen: 8081|24:21 environments[1].traffic.kind: kind: exec is not supported yet; write embedded or haproxy
                    kind: embedded, listen: 8081|kind: embedded|24:14 environments[1].traffic: environments[1].traffic lacks the key "listen"; write for example listen: 8080
                    listen: 8081|listen: 8081, socket: /a|24:45 environments[1].traffic.socket: key "socket" has no meaning with kind embedded
                    listen: 8081|listen: 8081, lease: 4s|24:52 environments[1].traffic.lease: environments[1].traffic.lease is 4s; it must be from 5s to 10m: it is renewed every third of it, and one renewal may be lost
                    kind: embedded, listen: 8081|kind: haproxy, maps: /a|24:14 environments[1].traffic: environments[1].traffic lacks the key "socket"; write for example socket: /run
                    kind: embedded, listen: 8081|kind: haproxy, socket: /a|24:14 environments[1].traffic: environments[1].traffic lacks the key "maps"; write for example maps: /etc
                    kind: embedded, listen: 8081|kind: haproxy, socket: /a, maps: b|24:48 environments[1].traffic.maps: environments[1].traffic.maps is "b"; it must be a path that begins with /
                    kind: embedded, listen: 8081|kind: haproxy, maps: /a, socket: "/a b"|24:48 environments[1].traffic.socket: environments[1].traffic.socket is "/a b"; it must be a path
                    max-error-rate: 1%|max-error-rate: 60%|27:53 environments[1].judge.max-error-rate: environments[1].judge.max-error-rate is 60%; it must be at most 50%
                    max-error-rate: 1%|alpha: 2|27:44 environments[1].judge.alpha: environments[1].judge.alpha is 2; it must be a number above 0 and below 0.5
                    max-error-rate: 1%|metrics: []|27:46 environments[1].judge.metrics: environments[1].judge.metrics has 0 entries; write 1 to 2
                    max-error-rate: 1%|metrics: [{name: orders}]|27:54 environments[1].judge.metrics[0].name: environments[1].judge.metrics[0].name is "orders"; write errors or latency
                    max-error-rate: 1%|metrics: [{name: errors, from: prometheus}]|27:68 environments[1].judge.metrics[0].from: from: prometheus is not supported yet; write router
                    max-error-rate: 1%|metrics: [{name: errors, good: a}]|27:62 environments[1].judge.metrics[0].good: key "good" is not supported yet; leave it out
                    max-error-rate: 1%|metrics: [{name: errors}, {name: errors}]|27:70 environments[1].judge.metrics[1].name: metric "errors" is here a second time
                    max-error-rate: 1%|metrics: [{name: errors, bounds: [1s]}]|27:62 environments[1].judge.metrics[0].bounds: key "bounds" has no meaning with metric errors
                    max-error-rate: 1%|metrics: [{name: latency}]|27:47 environments[1].judge.metrics[0]: environments[1].judge.metrics[0] lacks the key "bounds"; write for example bounds: [100ms, 300ms]
                    max-error-rate: 1%|metrics: [{name: latency, bounds: [250ms]}]|27:72 environments[1].judge.metrics[0].bounds[0]: environments[1].judge.metrics[0].bounds[0] is 250ms, which the router does not count; write 200ms or 300ms
                    max-error-rate: 1%|metrics: [{name: latency, bounds: [2m]}]|27:72 environments[1].judge.metrics[0].bounds[0]: environments[1].judge.metrics[0].bounds[0] is 2m, which the router does not count; write 1m
                    max-error-rate: 1%|metrics: [{name: latency, bounds: [1s, 1000ms]}]|27:76 environments[1].judge.metrics[0].bounds[1]: environments[1].judge.metrics[0].bounds[1] is 1000ms, not above the one before; bounds must rise
                    max-error-rate: 1%|metrics: [{name: latency, bounds: [300]}]|27:72 environments[1].judge.metrics[0].bounds[0]: environments[1].judge.metrics[0].bounds[0] is 300; it must be a whole number above 0 with its unit
                    """)
    @Requirement("INPUT-1")
    @Requirement("INPUT-4")
    void a_fault_is_named_at_its_place(String from, String to, String expected) {
        String text = Texts.service();
        assertThat(text).contains(from);

        List<String> problems = Texts.problems(Texts.read(replaceLast(text, from, to)));

        assertThat(problems).anyMatch(each -> each.startsWith(expected.strip()));
    }

    @Test
    @Requirement("LATENCY-2")
    void latency_is_refused_where_the_router_counts_no_durations() {
        String text =
                Texts.service()
                        .replace(
                                "{kind: embedded, listen: 8081}",
                                "{kind: haproxy, socket: /a, maps: /b}")
                        .replace(
                                "max-error-rate: 1%",
                                "metrics: [{name: latency, bounds: [300ms]}]");

        assertThat(Texts.problems(Texts.read(text)))
                .containsExactly(
                        "27:54 environments[1].judge.metrics[0].name:"
                                + " environments[1].judge.metrics[0].name is latency, but HAProxy"
                                + " counts no durations by version; leave the metric out, or write"
                                + " traffic.kind: embedded");
    }

    @Test
    @Requirement("LATENCY-2")
    void a_goal_that_is_to_be_judged_must_be_one_that_can_be() {
        String text =
                Texts.service()
                                .replace(
                                        "max-error-rate: 1%",
                                        "metrics: [{name: latency, bounds: [1ms, 2ms, 3ms, 5ms,"
                                                + " 7ms, 10ms, 15ms, 20ms, 30ms, 50ms, 70ms,"
                                                + " 100ms]}]")
                        + "    slo: {availability: 99%, latency: {bound: 250ms, share: 100%}}\n";

        assertThat(Texts.problems(Texts.read(text)))
                .satisfiesExactly(
                        first ->
                                assertThat(first)
                                        .contains("has 12 entries without slo.latency.bound 250ms"),
                        second ->
                                assertThat(second)
                                        .startsWith("29:47 environments[1].slo.latency.bound")
                                        .endsWith("does not count; write 200ms or 300ms"),
                        third ->
                                assertThat(third)
                                        .startsWith("29:61 environments[1].slo.latency.share")
                                        .endsWith("can show; write at most 99.99%"));
    }

    @ParameterizedTest
    @CsvSource({"flags, 1", "notifications, 1", "after, 4", "runtime, 4"})
    void a_key_of_a_later_version_is_refused_and_not_ignored(String key, int indent) {
        String pad = indent == 1 ? "" : "    ";
        String text = Texts.service() + pad + key + ": x\n";

        assertThat(Texts.problems(Texts.read(text)))
                .singleElement()
                .asString()
                .contains("key \"" + key + "\" is not supported yet; leave it out");
    }

    @Test
    @Requirement("INPUT-1")
    void all_faults_come_at_once_by_place_those_of_the_schema_and_those_beyond() {
        String text =
                Texts.service()
                        .replace("service: shop", "service: SHOP")
                        .replace("startup: 60s", "startup: 60")
                        .replace("listen: 8080", "listen: 8001")
                        .replace("steps: [5%, 10%, 50%]", "steps: [50%, 10%]")
                        .replace("recovery: {keep-warm", "recovry: {keep-warm");

        List<String> problems = Texts.problems(Texts.read(text));

        assertThat(problems)
                .extracting(each -> each.substring(0, each.indexOf(' ')))
                .containsExactly("3:10", "11:12", "18:39", "20:5", "26:46", "28:5");
    }

    @Test
    @Requirement("INPUT-2")
    void an_unknown_key_gets_a_suggestion_only_if_one_is_near() {
        String near = Texts.service().replace("watch: 0s", "wacth: 0s");
        String far = Texts.service().replace("watch: 0s", "observation: 0s");

        assertThat(Texts.problems(Texts.read(near)))
                .singleElement()
                .asString()
                .contains("unknown key \"wacth\"; did you mean \"watch\"?");
        assertThat(Texts.problems(Texts.read(far)))
                .singleElement()
                .asString()
                .contains("unknown key \"observation\"; environments[1].rollout may have: bake")
                .doesNotContain("did you mean");
    }

    @Test
    void what_the_policy_does_not_know_is_refused_at_its_place() {
        Policy policy = Texts.readPolicy(Texts.policy()).orThrow();
        String text =
                Texts.service()
                        .replace("name: staging", "name: stagin")
                        .replace("require: [tests]", "require: [test]");

        List<String> problems =
                Texts.read(text).orThrow().against(policy).stream()
                        .map(each -> each.line() + ":" + each.column() + " " + each.message())
                        .toList();

        assertThat(problems)
                .satisfiesExactly(
                        first ->
                                assertThat(first)
                                        .startsWith("15:11 environment \"stagin\" is not in the")
                                        .contains("did you mean \"staging\"?"),
                        second ->
                                assertThat(second)
                                        .startsWith("25:23 gate \"test\" is not known")
                                        .contains("did you mean \"tests\"?"));
    }

    private static String replaceLast(String text, String from, String to) {
        int at = text.lastIndexOf(from);
        return text.substring(0, at) + to + text.substring(at + from.length());
    }
}
