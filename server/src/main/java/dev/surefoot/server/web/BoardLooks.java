package dev.surefoot.server.web;

import dev.surefoot.server.candidate.Candidate;
import dev.surefoot.server.candidate.CandidateStore;
import dev.surefoot.server.environment.PolicyEnvironment;
import dev.surefoot.server.environment.PolicyStore;
import dev.surefoot.server.environment.ServiceDefinition;
import dev.surefoot.server.environment.ServiceStore;
import dev.surefoot.server.environment.ServiceVersion;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.promotion.Promotion;
import dev.surefoot.server.promotion.PromotionEvent;
import dev.surefoot.server.promotion.PromotionState;
import dev.surefoot.server.promotion.PromotionStore;
import dev.surefoot.server.promotion.SlotWatch;
import dev.surefoot.server.time.Ids;
import dev.surefoot.server.web.BoardModel.Cell;
import dev.surefoot.server.web.BoardModel.Environment;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks at what runs where, and makes the board of it. Safe for use by many threads. */
public final class BoardLooks {
    private final Parts parts;

    /** What is looked at. */
    public record Parts(
            ServiceStore services,
            PolicyStore policies,
            PromotionStore promotions,
            CandidateStore candidates,
            SlotWatch slots,
            SchemaLooks schemas) {}

    public BoardLooks(Parts parts) {
        this.parts = parts;
    }

    /** The board as it stands at {@code now}. */
    BoardModel of(Instant now) {
        List<ServiceDefinition> services =
                parts.services().newest().stream().map(ServiceVersion::definition).toList();
        Set<Environment> environments = new LinkedHashSet<>();
        services.forEach(
                service ->
                        service.environments().stream()
                                .map(it -> new Environment(it.name(), production(it.name())))
                                .forEach(environments::add));
        return new BoardModel(
                List.copyOf(environments),
                services.stream()
                        .map(
                                service ->
                                        new BoardModel.Row(
                                                service.service(),
                                                service.owner(),
                                                environments.stream()
                                                        .map(it -> cell(service, it, now))
                                                        .toList()))
                        .toList());
    }

    private Optional<Cell> cell(ServiceDefinition service, Environment column, Instant now) {
        return service.environment(column.name()).map(it -> cell(service.service(), column, now));
    }

    private Cell cell(String service, Environment column, Instant now) {
        String environment = column.name();
        Optional<Promotion> running = parts.promotions().running(service, environment);
        Optional<Promotion> active = active(service, environment);
        Optional<Promotion> newest =
                parts.promotions().newest(service, environment, 1).stream().findFirst();
        return new Cell(
                service,
                column,
                running.map(this::running),
                active.map(this::underWay),
                newest.filter(it -> it.state().ended())
                        .filter(it -> !(it.state() instanceof PromotionState.Completed))
                        .map(BoardLooks::newest),
                parts.schemas()
                        .board(
                                service,
                                environment,
                                Stream.of(running, newest)
                                        .flatMap(Optional::stream)
                                        .map(it -> it.subject().candidate())
                                        .toList()),
                Return.of(running, active, now));
    }

    /** What is under way there. */
    Optional<Promotion> active(String service, String environment) {
        return parts.promotions()
                .lane(service, environment)
                .or(() -> parts.promotions().waiting(service, environment));
    }

    private boolean production(String environment) {
        return parts.policies()
                .newest()
                .flatMap(policy -> policy.policy().environment(environment))
                .map(PolicyEnvironment::production)
                .orElse(false);
    }

    private BoardModel.Running running(Promotion promotion) {
        SlotWatch.Ready ready = parts.slots().look(promotion);
        return new BoardModel.Running(
                Ids.brief(promotion.subject().candidate()),
                Text.digest(promotion.subject().artifact()),
                parts.candidates()
                        .find(promotion.subject().candidate())
                        .map(Candidate::commit)
                        .map(Text::commit)
                        .orElse(""),
                promotion.id().toString(),
                ready.ready(),
                ready.wanted(),
                promotion.state().since());
    }

    private BoardModel.UnderWay underWay(Promotion promotion) {
        int share =
                parts.promotions().events(promotion.id()).reversed().stream()
                        .map(PromotionEvent::share)
                        .flatMap(Optional::stream)
                        .findFirst()
                        .map(Share::basisPoints)
                        .orElse(0);
        return new BoardModel.UnderWay(
                promotion.id().toString(),
                Ids.brief(promotion.subject().candidate()),
                StateWords.of(promotion.state()),
                share);
    }

    private static BoardModel.Newest newest(Promotion promotion) {
        return new BoardModel.Newest(
                promotion.id().toString(),
                Ids.brief(promotion.subject().candidate()),
                StateWords.of(promotion.state()),
                promotion.state().since());
    }
}
