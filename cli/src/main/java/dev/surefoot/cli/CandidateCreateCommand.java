package dev.surefoot.cli;

import dev.surefoot.server.api.Answers;
import dev.surefoot.server.api.CandidateView;
import dev.surefoot.server.api.Requests;
import dev.surefoot.server.candidate.SourceHistory;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code surefoot candidate create}: bytes, then evidence, then the candidate. */
@Command(
        name = "create",
        description = "Send an artifact with its evidence and make a candidate of it.")
final class CandidateCreateCommand implements Callable<Integer> {
    @Mixin Connection connection = new Connection();

    @Parameters(paramLabel = "SERVICE", description = "The service, as in its surefoot.yaml.")
    String service = "";

    @Option(names = "--artifact", required = true, paramLabel = "PATH")
    Path artifact = Path.of("");

    @Option(
            names = "--source",
            required = true,
            paramLabel = "REPO@SHA",
            description = "Where it was built from: repository and commit.")
    String source = "";

    @Option(
            names = "--evidence",
            arity = "1..*",
            paramLabel = "FILE",
            description = "JUnit XML, CycloneDX, Trivy JSON, signed statements (DSSE).")
    List<Path> evidence = new ArrayList<>();

    @Option(
            names = "--git",
            paramLabel = "DIR",
            description =
                    "The clone that says what changed since the last candidate; else the folder"
                            + " this is run in, if it has the commit.")
    @Nullable Path git;

    @Mixin CandidateSchema schema = new CandidateSchema();

    @Option(names = "--suite", paramLabel = "NAME", description = "The suite of test reports.")
    String suite = "";

    @Override
    public Integer call() {
        int at = source.lastIndexOf('@');
        if (at <= 0 || at == source.length() - 1) {
            throw new Failed(
                    ExitCode.UNREADABLE,
                    "--source "
                            + source
                            + " is not REPO@SHA, for example"
                            + " https://git.example/shop@4f2a91c");
        }
        if (!Files.isRegularFile(artifact)) {
            throw new Failed(
                    ExitCode.UNREADABLE, "no such artifact: " + artifact + "; name a built file");
        }
        ApiClient client = connection.client();
        Output output = new Output(connection.json);
        String digest = Inputs.sha256(artifact);
        Answers.Stored stored =
                client.putFile("/artifacts/" + digest, artifact, Answers.Stored.class);
        output.line(
                "artifact  "
                        + digest
                        + ", "
                        + stored.size()
                        + " bytes"
                        + (stored.isNew() ? "" : ", already here"));
        if (!evidence.isEmpty()) {
            Evidence.print(output, Evidence.submit(client, digest, evidence, suite, null));
        }
        Optional<String> bundle = schema.send(client, output);
        CandidateView candidate =
                client.post(
                        "/candidates",
                        new Requests.CreateCandidate(
                                service,
                                digest,
                                source.substring(0, at),
                                source.substring(at + 1),
                                bundle,
                                history(client, output, source.substring(at + 1))),
                        CandidateView.class);
        output.line(
                "candidate "
                        + Output.brief(candidate.id())
                        + " of "
                        + service
                        + " from commit "
                        + Output.brief(candidate.commit()));
        output.result(candidate);
        return ExitCode.YES;
    }

    /** What git says; nothing, said aloud, where it was not asked for and there is no clone. */
    private Optional<SourceHistory> history(ApiClient client, Output output, String commit) {
        List<String> known =
                client
                        .get(
                                "/candidates?service=" + ApiClient.query(service),
                                Answers.Candidates.class)
                        .candidates()
                        .stream()
                        .map(Answers.CandidateBrief::commit)
                        .toList();
        Path clone = git == null ? Path.of("") : git;
        return switch (GitHistory.read(clone.toAbsolutePath(), commit, known)) {
            case GitHistory.Read.Known(SourceHistory history) -> {
                output.line(
                        "changes   "
                                + history.base()
                                        .map(
                                                base ->
                                                        history.changes().size()
                                                                + " commits since "
                                                                + Output.brief(base))
                                        .orElse("no earlier candidate among its ancestors"));
                yield Optional.of(history);
            }
            case GitHistory.Read.Unknown(String why) -> {
                if (git != null) {
                    throw new Failed(ExitCode.UNREADABLE, "--git: " + why);
                }
                output.line("changes   not known: " + why);
                yield Optional.empty();
            }
        };
    }
}
