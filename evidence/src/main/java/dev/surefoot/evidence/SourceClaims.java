package dev.surefoot.evidence;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Carries claims about source to an artifact: only through provenance with a verified signature
 * that names the artifact as its subject, and the commit and the repository of one of the claim's
 * sources. A commit without its repository reaches nothing: a fork has the same commits. What can't
 * be carried is not about the artifact at all. Computed anew each time, so a carried claim falls
 * with its provenance. Pure.
 */
final class SourceClaims {
    static final String COMMIT = "commit";
    static final String REPOSITORY = "repository";

    /** Why a source names no repository, for people. */
    private static final String PROBLEM = "repository_problem";

    /** All that are whole, a line each: commit, blank, repository. */
    private static final String SOURCES = "sources";

    /** More than this is no statement about a source. */
    private static final int MOST = 1_000;

    private SourceClaims() {}

    /**
     * What became of them.
     *
     * @param claims about the artifact, carried ones included
     * @param apart claims about a source that nothing ties to the artifact
     */
    record Carried(List<Claim> claims, List<ClaimSelection.Apart> apart) {}

    /** Writes down what a statement is about; never empty. The first one stands for all. */
    static void label(Said said, List<Statement.Source> sources) throws RefusedException {
        if (sources.size() > MOST) {
            throw new RefusedException(
                    Refusal.LIMIT_EXCEEDED,
                    "%d subjects that name a commit, more than %d; sign them in several statements"
                            .formatted(sources.size(), MOST));
        }
        Set<String> whole = new LinkedHashSet<>();
        for (Statement.Source source : sources) {
            switch (source.repository()) {
                case GitSource.Parsed.Good(GitSource git) -> {
                    if (whole.isEmpty()) {
                        said.labels().put(COMMIT, source.commit());
                        said.labels().put(REPOSITORY, git.repository());
                    }
                    whole.add(line(source.commit(), git.repository()));
                }
                case GitSource.Parsed.Bad(String why) -> {
                    said.labels().putIfAbsent(COMMIT, source.commit());
                    said.labels().putIfAbsent(PROBLEM, why);
                }
            }
        }
        if (!whole.isEmpty()) {
            said.labels().put(SOURCES, String.join("\n", whole));
        }
    }

    /** Takes all claims known about one artifact, superseded ones included. */
    static Carried carry(List<Claim> claims) {
        List<Claim> about = new ArrayList<>();
        List<ClaimSelection.Apart> apart = new ArrayList<>();
        for (Claim claim : claims) {
            if (claim.relation() != Relation.ABOUT_SOURCE) {
                about.add(claim);
                continue;
            }
            Set<String> sources = sources(claim);
            Optional<Claim> through =
                    claims.stream().filter(each -> leads(each, claim, sources)).findFirst();
            if (through.isPresent()) {
                about.add(claim.carriedBy(through.get()));
            } else {
                apart.add(new ClaimSelection.Apart(claim, why(claim, sources)));
            }
        }
        return new Carried(about, apart);
    }

    private static boolean leads(Claim provenance, Claim claim, Set<String> sources) {
        String repository = provenance.labels().get(REPOSITORY);
        String commit = provenance.labels().get(COMMIT);
        return provenance.kind().equals(PredicateType.PROVENANCE.kind())
                && provenance.relation() == Relation.ABOUT_DIGEST
                && provenance.trust().atLeast(Trust.SIGNED_VERIFIED)
                && provenance.result() == ClaimResult.INFO
                && provenance.subject().equals(claim.subject())
                && repository != null
                && commit != null
                && sources.contains(line(commit, repository));
    }

    private static Set<String> sources(Claim claim) {
        String all = claim.labels().get(SOURCES);
        if (all != null) {
            return Set.of(all.split("\n"));
        }
        String repository = claim.labels().get(REPOSITORY);
        String commit = claim.labels().get(COMMIT);
        return repository == null || commit == null ? Set.of() : Set.of(line(commit, repository));
    }

    private static String line(String commit, String repository) {
        return commit + " " + repository;
    }

    private static String why(Claim claim, Set<String> sources) {
        String commit = claim.labels().getOrDefault(COMMIT, "?");
        if (sources.isEmpty()) {
            return ("about commit %s and no repository (%s); a fork has the same commits: sign it"
                            + " with the repository as the subject's uri, for example"
                            + " git+https://git.example/shop")
                    .formatted(commit, claim.labels().getOrDefault(PROBLEM, "none is named"));
        }
        String more = sources.size() > 1 ? " or %d more".formatted(sources.size() - 1) : "";
        return ("about commit %s of %s%s, which no verified provenance ties to this artifact: submit"
                        + " it with 'surefoot evidence submit'")
                .formatted(commit, claim.labels().getOrDefault(REPOSITORY, "?"), more);
    }
}
