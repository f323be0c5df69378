package dev.surefoot.cli;

import dev.surefoot.demo.BuiltVersion;
import dev.surefoot.demo.ShopRepository;
import dev.surefoot.server.api.Answers;
import dev.surefoot.server.api.CandidateView;
import dev.surefoot.server.api.PromotionView;
import dev.surefoot.server.api.Requests;
import dev.surefoot.server.api.SchemaView;
import dev.surefoot.server.candidate.SourceHistory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Hands one built version over as CI would, and promotes it as far as it goes. */
final class DemoRelease {
    private static final String SERVICE = "shop";

    private final ApiClient client;
    private final Output output;
    private final boolean databases;

    /**
     * @param databases the shop keeps its data in databases, so versions bring migrations
     */
    DemoRelease(ApiClient client, Output output, boolean databases) {
        this.client = client;
        this.output = output;
        this.databases = databases;
    }

    DemoRecord of(ShopRepository repository, BuiltVersion version) {
        String name = version.commit().version();
        output.line("");
        output.line("--- " + name + ": " + version.commit().subject());
        CandidateView candidate = handOver(repository, version);
        boolean first = name.equals("v1");
        List<PromotionView> promotions = new ArrayList<>();
        for (String environment : List.of("staging", "production")) {
            output.line("to " + environment);
            PromotionView begun =
                    client.post(
                            "/promotions",
                            new Requests.CreatePromotion(
                                    SERVICE, environment, Optional.of(candidate.id()), first),
                            PromotionView.class);
            PromotionView ended = new PromotionFollower(client, output).follow(begun.id());
            promotions.add(ended);
            if (!DemoCommand.goesOn(ended)) {
                break;
            }
        }
        return DemoRecord.of(
                name,
                version.commit().sha(),
                version.commit().subject(),
                DemoCommand.expected(name),
                promotions,
                databases ? database(promotions.getLast()) : Optional.empty());
    }

    /** How far what this candidate changes in the database is. */
    private Optional<String> database(PromotionView promotion) {
        String place = "/services/" + SERVICE + "/environments/" + promotion.environment();
        return client.get(place + "/schema", SchemaView.class).changes().stream()
                .filter(it -> it.candidate().equals(promotion.candidate()))
                .filter(it -> !it.files().isEmpty())
                .findFirst()
                .map(DemoRelease::words);
    }

    private static String words(SchemaView.ChangeView change) {
        return change.state().toLowerCase(Locale.ROOT)
                + change.progress().map(it -> ": " + it.words()).orElse("")
                + (change.waitingFor().isEmpty() ? "" : ", waits for " + change.waitingFor())
                + "; "
                + String.join(
                        ", ",
                        change.files().stream()
                                .map(it -> it.path() + " " + it.phase().toLowerCase(Locale.ROOT))
                                .toList());
    }

    /** Hands a forged version over; its provenance should stop it at the door. */
    DemoRecord forged(ShopRepository repository, BuiltVersion forgery) {
        String subject = "something slipped into " + forgery.commit().version();
        output.line("");
        output.line("--- forged: " + subject + ", provenance signed with another key");
        String why;
        String outcome;
        try {
            CandidateView candidate = handOver(repository, forgery);
            outcome = "TAKEN";
            why = "candidate " + candidate.id() + " was made of it";
        } catch (Failed e) {
            outcome = e.exitCode() == ExitCode.NO ? "REFUSED" : "BROKEN";
            why = String.valueOf(e.getMessage());
        }
        output.line(why);
        return DemoRecord.notTaken(
                new DemoRecord.Version("forged", forgery.commit().sha(), subject),
                outcome,
                DemoCommand.expected("forged"),
                why);
    }

    private CandidateView handOver(ShopRepository repository, BuiltVersion version) {
        String digest = "sha256:" + version.sha256Hex();
        client.putFile("/artifacts/" + digest, version.jar(), Answers.Stored.class);
        List<Path> evidence = new ArrayList<>(version.testReports());
        evidence.add(version.sbom());
        evidence.add(version.provenance());
        Evidence.print(output, Evidence.submit(client, digest, evidence, "unit", null));
        Optional<String> schema = Optional.empty();
        if (databases) {
            CandidateSchema brought = new CandidateSchema();
            brought.migrations = version.migrations();
            brought.statements = version.statements();
            schema = brought.send(client, output);
        }
        return client.post(
                "/candidates",
                new Requests.CreateCandidate(
                        SERVICE,
                        digest,
                        repository.directory().toUri().toString(),
                        version.commit().sha(),
                        schema,
                        history(repository, version.commit().sha())),
                CandidateView.class);
    }

    private Optional<SourceHistory> history(ShopRepository repository, String commit) {
        List<String> known =
                client
                        .get("/candidates?service=" + SERVICE, Answers.Candidates.class)
                        .candidates()
                        .stream()
                        .map(Answers.CandidateBrief::commit)
                        .toList();
        return GitHistory.read(repository.directory(), commit, known)
                        instanceof GitHistory.Read.Known(SourceHistory history)
                ? Optional.of(history)
                : Optional.empty();
    }
}
