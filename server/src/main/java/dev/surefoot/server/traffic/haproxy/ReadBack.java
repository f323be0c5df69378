package dev.surefoot.server.traffic.haproxy;

import dev.surefoot.server.traffic.Router.Apply;

import java.util.Optional;

/** Whether what was asked for is what holds. Never calls done what it did not see. */
record ReadBack(Look look) {
    Apply of(Entries target) {
        return switch (look.look()) {
            case Seen.Nothing(String why) -> new Apply.Unreachable("not read back: " + why);
            case Seen.Incomplete incomplete ->
                    new Apply.Unreachable("not read back: " + incomplete.why());
            case Seen.Whole seen -> {
                Optional<Entries> now = seen.known();
                if (now.isPresent() && now.get().token().value() > target.token().value()) {
                    yield new Apply.StaleToken(now.get().token());
                }
                boolean held = target.lease().isEmpty() || seen.lease();
                yield now.filter(target::decidesAs).isPresent() && held && seen.listening()
                        ? new Apply.Applied(seen.observed(now.get()))
                        : new Apply.Unreachable(
                                "asked for " + target + ", read back " + seen.entries());
            }
        };
    }
}
