package dev.surefoot.server.api;

import dev.surefoot.server.http.Answer;
import dev.surefoot.server.http.Call;
import dev.surefoot.server.http.Problem;
import dev.surefoot.server.http.Route;
import dev.surefoot.server.identity.AccessToken;
import dev.surefoot.server.identity.Caller;
import dev.surefoot.server.identity.Grant;
import dev.surefoot.server.identity.Role;
import dev.surefoot.server.identity.TokenStore;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code /tokens}: who may do what. */
public final class TokenRoutes {
    /** Whom the ledger names for what the server does by itself. */
    private static final String SELF = "surefoot";

    private static final String NAMES = "[A-Za-z0-9][A-Za-z0-9._@-]{0,63}";

    private final TokenStore tokens;
    private final InstantSource clock;

    public TokenRoutes(TokenStore tokens, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/api/v1/tokens", Role.ADMIN, this::list),
                new Route("POST", "/api/v1/tokens", Role.ADMIN, this::create),
                new Route("POST", "/api/v1/tokens/{name}/revoke", Role.ADMIN, this::revoke));
    }

    private Answer list(Call call) {
        Optional<Answer> refused = call.refusedEverywhere(Role.ADMIN);
        if (refused.isPresent()) {
            return refused.get();
        }
        return Answer.ok(new Answers.Tokens(tokens.all().stream().map(TokenRoutes::view).toList()));
    }

    private Answer create(Call call) throws IOException {
        Requests.CreateToken body = call.json(Requests.CreateToken.class);
        Optional<Answer> refused = call.refusedEverywhere(Role.ADMIN);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (!body.name().matches(NAMES) || body.name().equals(SELF)) {
            return Answer.problem(
                    Problem.unreadable(
                            "a token's name is 1 to 64 letters, digits and . _ @ -, and not the"
                                    + " server's own; this is '"
                                    + body.name()
                                    + "'"));
        }
        List<Grant> grants = new ArrayList<>();
        for (String text : body.grants()) {
            Optional<Grant> grant = Grant.parse(text);
            if (grant.isEmpty()) {
                return Answer.problem(
                        Problem.unreadable(
                                "'"
                                        + text
                                        + "' is no grant: it is ROLE or ROLE@ENVIRONMENT, a role is"
                                        + " viewer, developer, releaser, operator or admin"));
            }
            grants.add(grant.get());
        }
        if (grants.isEmpty()) {
            return Answer.problem(
                    Problem.unreadable("a token without a role can do nothing: give it one"));
        }
        if (tokens.named(body.name()).flatMap(AccessToken::revokedAt).isEmpty()
                && tokens.named(body.name()).isPresent()) {
            return Answer.problem(
                    Problem.of(
                            409,
                            "NAME_TAKEN",
                            "There is a token of this name",
                            "revoke it first (surefoot token revoke "
                                    + body.name()
                                    + "), or take another name"));
        }
        Caller caller = new Caller(body.name(), grants);
        String text =
                tokens.create(
                        new TokenStore.Wish(caller, body.person(), call.caller().name()),
                        clock.instant());
        return Answer.created(
                        new Answers.TokenMade(
                                body.name(), grants.stream().map(Grant::toString).toList(), text))
                .asSecret();
    }

    private Answer revoke(Call call) {
        Optional<Answer> refused = call.refusedEverywhere(Role.ADMIN);
        if (refused.isPresent()) {
            return refused.get();
        }
        String name = call.path("name");
        if (lastAdmin(name)) {
            return Answer.problem(
                    Problem.of(
                            409,
                            "LAST_ADMIN",
                            "Nobody could give tokens any more",
                            name + " is the only token with admin: make another one first"));
        }
        if (!tokens.revoke(name, call.caller().name(), clock.instant())) {
            return Answer.problem(
                    Problem.missing("token", name, "'surefoot token list' shows them"));
        }
        return Answer.ok(view(tokens.named(name).orElseThrow()));
    }

    private boolean lastAdmin(String name) {
        List<String> admins =
                tokens.all().stream()
                        .filter(token -> token.revokedAt().isEmpty())
                        .map(AccessToken::caller)
                        .filter(caller -> caller.mayEverywhere(Role.ADMIN))
                        .map(Caller::name)
                        .toList();
        return admins.equals(List.of(name));
    }

    private static Answers.TokenView view(AccessToken token) {
        return new Answers.TokenView(
                token.caller().name(),
                token.caller().grants().stream().map(Grant::toString).toList(),
                token.person(),
                token.createdAt(),
                token.revokedAt());
    }
}
