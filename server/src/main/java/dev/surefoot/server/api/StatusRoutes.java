package dev.surefoot.server.api;

import dev.surefoot.server.api.StatusView.EnvironmentView;
import dev.surefoot.server.api.StatusView.RunningView;
import dev.surefoot.server.api.StatusView.ServiceView;
import dev.surefoot.server.candidate.Candidate;
import dev.surefoot.server.candidate.CandidateStore;
import dev.surefoot.server.environment.EnvironmentDefinition;
import dev.surefoot.server.environment.PolicyEnvironment;
import dev.surefoot.server.environment.PolicyStore;
import dev.surefoot.server.environment.ServiceStore;
import dev.surefoot.server.environment.ServiceVersion;
import dev.surefoot.server.http.Answer;
import dev.surefoot.server.http.Call;
import dev.surefoot.server.http.Problem;
import dev.surefoot.server.http.Route;
import dev.surefoot.server.identity.Role;
import dev.surefoot.server.promotion.Promotion;
import dev.surefoot.server.promotion.PromotionState;
import dev.surefoot.server.promotion.PromotionStore;
import dev.surefoot.server.promotion.SlotWatch;
import dev.surefoot.server.promotion.WayBack;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code /status}: what runs where, since when, and can it go back? */
public final class StatusRoutes {
    private final Parts parts;
    private final PromotionViews views;
    private final InstantSource clock;

    /** What is looked at. */
    public record Parts(
            ServiceStore services,
            PolicyStore policies,
            PromotionStore promotions,
            CandidateStore candidates,
            SlotWatch slots,
            SchemaViews schemas) {}

    public StatusRoutes(Parts parts, PromotionViews views, InstantSource clock) {
        this.parts = parts;
        this.views = views;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/v1/status", Role.VIEWER, this::status));
    }

    private Answer status(Call call) {
        Optional<String> service = call.query("service");
        Optional<String> environment = call.query("environment");
        List<ServiceVersion> chosen =
                parts.services().newest().stream()
                        .filter(it -> matches(service, it.definition().service()))
                        .toList();
        if (chosen.isEmpty() && service.isPresent()) {
            return Answer.problem(
                    Problem.missing(
                            "service",
                            service.get(),
                            "'surefoot status' lists them; 'surefoot apply surefoot.yaml' brings"
                                    + " one"));
        }
        List<ServiceView> all = chosen.stream().map(it -> view(it, environment)).toList();
        if (environment.isPresent() && all.stream().allMatch(it -> it.environments().isEmpty())) {
            return Answer.problem(
                    Problem.missing(
                            "environment",
                            environment.get(),
                            "'surefoot status " + service.orElse("") + "' lists them"));
        }
        return Answer.ok(new StatusView(all));
    }

    private ServiceView view(ServiceVersion version, Optional<String> environment) {
        return new ServiceView(
                version.definition().service(),
                version.definition().owner(),
                version.definition().environments().stream()
                        .filter(it -> matches(environment, it.name()))
                        .map(it -> view(version.definition().service(), it))
                        .toList());
    }

    private EnvironmentView view(String service, EnvironmentDefinition environment) {
        String name = environment.name();
        Optional<Promotion> running = parts.promotions().running(service, name);
        Optional<Promotion> active =
                parts.promotions()
                        .lane(service, name)
                        .or(() -> parts.promotions().waiting(service, name));
        Instant at = clock.instant();
        return new EnvironmentView(
                name,
                parts.policies()
                        .newest()
                        .flatMap(policy -> policy.policy().environment(name))
                        .map(PolicyEnvironment::production)
                        .orElse(false),
                environment
                        .traffic()
                        .listen()
                        .map(port -> "http://127.0.0.1:" + port)
                        .orElse("behind HAProxy"),
                running.map(this::running),
                WayBack.words(running, active, at),
                schema(service, name),
                active.map(views::of));
    }

    private Optional<StatusView.SchemaBrief> schema(String service, String environment) {
        SchemaView view = parts.schemas().of(service, environment);
        return view.changes().stream()
                .findFirst()
                .map(
                        newest ->
                                new StatusView.SchemaBrief(
                                        newest.state(),
                                        newest.waitingFor(),
                                        view.pointOfNoReturn().map(SchemaView.FloorView::oldest)));
    }

    private RunningView running(Promotion promotion) {
        SlotWatch.Ready ready = parts.slots().look(promotion);
        return new RunningView(
                promotion.subject().candidate().toString(),
                promotion.subject().artifact().toString(),
                parts.candidates()
                        .find(promotion.subject().candidate())
                        .map(Candidate::commit)
                        .orElse(""),
                promotion.arms().orElseThrow().canarySlot().name(),
                ready.ready(),
                ready.wanted(),
                promotion.state().since(),
                promotion.state() instanceof PromotionState.Completed completed
                        ? Optional.of(completed.warmUntil())
                        : Optional.empty());
    }

    private static boolean matches(Optional<String> wanted, String name) {
        return wanted.isEmpty() || wanted.get().equals(name);
    }
}
