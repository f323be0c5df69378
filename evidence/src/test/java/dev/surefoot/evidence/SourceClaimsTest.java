package dev.surefoot.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Evidence about a commit on its way to what was built from it. */
@Requirement("EVID-12")
class SourceClaimsTest {
    private static final Signing CI = Signing.ed25519("ci");
    private static final String COMMIT = "d20ace7968ba43c0219f62d71334c1095bab1602";
    private static final String OTHER = "1".repeat(40);
    private static final String SHOP = "git+https://git.example/shop.git";
    private static final String FORK = "git+https://git.example/fork.git";
    private static final String TESTS = "https://in-toto.io/attestation/test-result/v0.1";
    private static final Claim PROVENANCE = provenance(source(SHOP, "gitCommit", COMMIT));

    @Test
    void a_claim_about_source_reaches_the_artifact_through_provenance_alone() {
        Claim source = tests(source(SHOP, "gitCommit", COMMIT));
        Claim other = tests(source(SHOP, "gitCommit", OTHER));

        assertThat(source.relation()).isEqualTo(Relation.ABOUT_SOURCE);
        assertThat(ClaimSelection.current(List.of(source)).counting()).isEmpty();
        ClaimSelection.Selected selected =
                ClaimSelection.current(List.of(source, other, PROVENANCE));
        assertThat(selected.counting())
                .filteredOn(c -> c.kind().equals("test"))
                .singleElement()
                .satisfies(
                        claim -> {
                            assertThat(claim.relation()).isEqualTo(Relation.DERIVED);
                            assertThat(claim.via()).contains(PROVENANCE.id());
                        });
        assertThat(selected.apart())
                .singleElement()
                .satisfies(
                        apart -> {
                            assertThat(apart.claim().id()).isEqualTo(other.id());
                            assertThat(apart.explanation())
                                    .contains(OTHER, "of https://git.example/shop,");
                        });
    }

    @Test
    void it_falls_with_its_provenance_and_never_rests_on_an_unsigned_one() {
        Claim source = tests(source(SHOP, "gitCommit", COMMIT));
        Claim unsigned = PROVENANCE.trusted(Trust.SUBMITTER_AUTHENTICATED);

        assertThat(ClaimSelection.current(List.of(source, unsigned)).counting())
                .extracting(Claim::kind)
                .containsExactly("build.provenance");
    }

    @Test
    @Requirement("EVID-15")
    void the_same_commit_of_another_repository_is_another_source() {
        assertThat(reaches(tests(source(FORK, "gitCommit", COMMIT)), PROVENANCE)).isFalse();
        assertThat(reaches(tests(source(SHOP, "gitCommit", COMMIT)), PROVENANCE)).isTrue();
    }

    @ParameterizedTest
    @Requirement("EVID-15")
    @ValueSource(strings = {"", "shop", "https://git.example/cgi?p=shop.git"})
    void a_commit_without_its_repository_reaches_nothing_and_says_what_to_sign(String uri) {
        Claim alone = tests(source(uri, "gitCommit", COMMIT));

        assertThat(reaches(alone, PROVENANCE)).isFalse();
        assertThat(ClaimSelection.current(List.of(alone, PROVENANCE)).apart())
                .singleElement()
                .satisfies(
                        apart ->
                                assertThat(apart.explanation())
                                        .contains(COMMIT, "no repository", "subject's uri"));
    }

    @ParameterizedTest
    @Requirement("EVID-15")
    @CsvSource({
        "git+https://git.example/fork.git, git+https://git.example/shop.git",
        "git+https://git.example/shop.git, git+https://git.example/fork.git",
        "https://git.example/cgi?p=fork, git+https://git.example/shop.git",
        "https://git.example/a/../shop, git+https://git.example/shop.git",
    })
    void a_subject_whose_uri_and_name_are_not_one_repository_reaches_nothing(
            String uri, String name) {
        Claim claim = tests(named(name, uri));

        assertThat(reaches(claim, PROVENANCE)).isFalse();
        assertThat(ClaimSelection.current(List.of(claim, PROVENANCE)).apart())
                .singleElement()
                .satisfies(apart -> assertThat(apart.explanation()).contains("no repository"));
    }

    @ParameterizedTest
    @Requirement("EVID-15")
    @CsvSource({
        "'', git+https://git.example/shop.git",
        "git+https://git.example/shop.git, shop",
        "git+https://git.example/shop.git, https://Git.Example/shop@refs/heads/main",
        "pkg:maven/example/shop@1, git+https://git.example/shop.git",
    })
    void a_repository_may_stand_in_the_name_where_the_uri_names_no_other(String uri, String name) {
        assertThat(reaches(tests(named(name, uri)), PROVENANCE)).isTrue();
    }

    @Test
    @Requirement("EVID-15")
    void provenance_without_a_repository_carries_nothing() {
        Claim bare = provenance(source("https://git.example/cgi?p=shop", "gitCommit", COMMIT));

        assertThat(bare.labels()).doesNotContainKeys("repository", "commit");
        assertThat(reaches(tests(source("https://git.example/cgi", "gitCommit", COMMIT)), bare))
                .isFalse();
    }

    @Test
    void each_subject_counts_and_not_the_first_alone() {
        Claim both = tests(source(FORK, "gitCommit", OTHER) + "," + source(SHOP, "sha1", COMMIT));
        Claim mixed =
                tests(source(FORK, "gitCommit", COMMIT) + "," + source(SHOP, "gitCommit", OTHER));
        Claim first = tests(source("", "gitCommit", OTHER) + "," + source(SHOP, "sha1", COMMIT));

        assertThat(reaches(both, PROVENANCE)).isTrue();
        assertThat(reaches(mixed, PROVENANCE)).isFalse();
        assertThat(reaches(first, PROVENANCE)).isTrue();
    }

    @Test
    void each_material_counts_and_not_the_first_alone() {
        String sdk = "{\"uri\":\"pkg:maven/a/b@1\",\"digest\":{\"sha1\":\"" + OTHER + "\"}}";
        Claim last = provenance(sdk + "," + source(SHOP, "gitCommit", COMMIT));
        Claim two =
                provenance(
                        source(FORK, "gitCommit", OTHER) + "," + source(SHOP, "gitCommit", COMMIT));
        Claim unnamed =
                provenance(
                        source("", "gitCommit", OTHER) + "," + source(SHOP, "gitCommit", COMMIT));

        Claim tests = tests(source(SHOP, "gitCommit", COMMIT));
        assertThat(reaches(tests, last)).isTrue();
        assertThat(reaches(tests, two)).isFalse();
        assertThat(reaches(tests, unnamed)).isFalse();
    }

    @Test
    @Requirement("EVID-16")
    void thousands_of_sources_are_refused_by_name() {
        String many =
                IntStream.range(0, 1001)
                        .mapToObj(i -> source(SHOP, "gitCommit", "%040x".formatted(i)))
                        .collect(Collectors.joining(","));

        Reading.Refused refused = Given.refused(read(many, TESTS, "{\"result\":\"FAILED\"}"));

        assertThat(refused.reason()).isEqualTo(Refusal.LIMIT_EXCEEDED);
        assertThat(refused.message()).contains("1001 subjects", "several statements");
    }

    private static boolean reaches(Claim source, Claim provenance) {
        return ClaimSelection.current(List.of(source, provenance)).apart().isEmpty();
    }

    private static Claim tests(String subjects) {
        String passed = "{\"result\":\"PASSED\",\"passedTests\":[\"a\"]}";
        return Given.claim(read(subjects, TESTS, passed), "test");
    }

    private static Claim provenance(String materials) {
        String predicate =
                ("{\"buildDefinition\":{\"buildType\":\"t\",\"resolvedDependencies\":[%s]},"
                                + "\"runDetails\":{\"builder\":{\"id\":\"b\"}}}")
                        .formatted(materials);
        String artifact = "{\"digest\":{\"sha256\":\"" + Given.SUBJECT.hex() + "\"}}";
        return Given.claim(
                read(artifact, "https://slsa.dev/provenance/v1", predicate), "build.provenance");
    }

    private static Reading read(String subjects, String type, String predicate) {
        return Signing.read(
                List.of(CI),
                CI.envelope(
                        ("{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[%s],"
                                        + "\"predicateType\":\"%s\",\"predicate\":%s}")
                                .formatted(subjects, type, predicate)));
    }

    private static String named(String name, String uri) {
        return "{\"name\":\"%s\",\"uri\":\"%s\",\"digest\":{\"gitCommit\":\"%s\"}}"
                .formatted(name, uri, COMMIT);
    }

    private static String source(String uri, String algorithm, String commit) {
        return "{\"uri\":\"%s\",\"digest\":{\"%s\":\"%s\"}}".formatted(uri, algorithm, commit);
    }
}
