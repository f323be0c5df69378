package dev.surefoot.server.api;

import dev.surefoot.evidence.Claim;
import dev.surefoot.evidence.ClaimSelection;
import dev.surefoot.server.api.CandidateView.ClaimView;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes views of claims. Pure. */
final class Views {
    private Views() {}

    /** All claims, those that count first; the others say why they don't. */
    static List<ClaimView> claims(ClaimSelection.Selected selected) {
        List<ClaimView> views = new ArrayList<>();
        selected.counting().forEach(claim -> views.add(claim(claim, true, "")));
        Set<String> shown = new HashSet<>();
        selected.conflicts()
                .forEach(
                        conflict -> {
                            if (shown.add(conflict.held().id())) {
                                views.add(claim(conflict.held(), false, conflict.explanation()));
                            }
                            if (shown.add(conflict.against().id())) {
                                views.add(claim(conflict.against(), false, conflict.explanation()));
                            }
                        });
        selected.superseded()
                .forEach(old -> views.add(claim(old.claim(), false, old.explanation())));
        selected.apart()
                .forEach(apart -> views.add(claim(apart.claim(), false, apart.explanation())));
        views.sort(
                Comparator.comparing(ClaimView::counts)
                        .reversed()
                        .thenComparing(ClaimView::kind)
                        .thenComparing(ClaimView::suite));
        return views;
    }

    private static ClaimView claim(Claim claim, boolean counts, String why) {
        return new ClaimView(
                claim.id(),
                claim.kind(),
                claim.suite(),
                claim.tool().name(),
                claim.result().name(),
                claim.reason().orElse(""),
                claim.counts(),
                claim.claimedAt(),
                claim.trust().name(),
                claim.signer(),
                claim.submitter(),
                counts,
                why);
    }
}
