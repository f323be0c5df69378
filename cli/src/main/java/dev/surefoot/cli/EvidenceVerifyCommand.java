package dev.surefoot.cli;

import dev.surefoot.evidence.Demand;
import dev.surefoot.evidence.Digest;
import dev.surefoot.evidence.EvidenceVerifier;
import dev.surefoot.evidence.VerificationKey;
import dev.surefoot.evidence.VerificationResult;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code surefoot evidence verify FILE}: can a signed file be believed? Offline; no server. */
@Command(
        name = "verify",
        description = "Find out whether a signed file can be believed. Needs no server.",
        footer = {
            "",
            "Exit codes: 0 verified; 3 refused; 4 a kind of signature that can't be verified;",
            "2 usage, or the file can't be read."
        })
final class EvidenceVerifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A DSSE envelope, or JSON Lines of them.")
    Path file = Path.of("");

    @ArgGroup(multiplicity = "1")
    Artifact artifact = new Artifact();

    @Option(
            names = "--key",
            required = true,
            paramLabel = "PEM",
            description = "A file with a public key; one of them must have signed.")
    List<Path> keys = new ArrayList<>();

    @Option(
            names = "--key-id",
            paramLabel = "ID",
            description = "The signature must bear this key id as well.")
    @Nullable String keyId;

    @Option(
            names = "--verifier",
            paramLabel = "ID",
            description = "Of a verification summary: its verifier.")
    @Nullable String verifier;

    @Option(
            names = "--resource",
            paramLabel = "URI",
            description = "Of a verification summary: its resource.")
    @Nullable String resource;

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            description = "Of a verification summary: a level that it must list.")
    List<String> levels = new ArrayList<>();

    @Option(names = "--json", description = "Answer with JSON on standard output.")
    boolean json;

    /** What it must be about. */
    static final class Artifact {
        @Option(names = "--artifact", paramLabel = "PATH", description = "The artifact itself.")
        @Nullable Path path;

        @Option(names = "--digest", paramLabel = "sha256:…", description = "The artifact's digest.")
        @Nullable String digest;

        List<Digest> digests() {
            if (path != null) {
                return Inputs.digests(path);
            }
            String text = digest == null ? "" : digest;
            return List.of(
                    Digest.parse(text)
                            .orElseThrow(
                                    () ->
                                            new Failed(
                                                    ExitCode.UNREADABLE,
                                                    "--digest "
                                                            + text
                                                            + " is no digest: write sha256: and 64"
                                                            + " lower-case hex digits")));
        }
    }

    @Override
    public Integer call() {
        Output output = new Output(json);
        byte[] bytes = Inputs.bytes(file);
        List<VerificationKey> trusted = keys.stream().map(EvidenceVerifyCommand::key).toList();
        List<EvidenceVerifier.Line> lines = List.of();
        for (Digest digest : artifact.digests()) {
            Demand demand =
                    new Demand(trusted, Optional.ofNullable(keyId), Optional.of(digest), summary());
            List<EvidenceVerifier.Line> these = new EvidenceVerifier().verify(bytes, demand);
            boolean verified =
                    EvidenceVerifier.overall(these) instanceof VerificationResult.Verified;
            if (lines.isEmpty() || verified) {
                lines = these;
            }
            if (verified) {
                break;
            }
        }
        VerificationResult overall = EvidenceVerifier.overall(lines);
        lines.forEach(line -> print(output, line));
        output.result(
                Map.of(
                        "result", name(overall),
                        "documents", lines.stream().map(EvidenceVerifyCommand::view).toList()));
        return exit(overall);
    }

    private Optional<Demand.Summary> summary() {
        return verifier == null && resource == null && levels.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Demand.Summary(
                                Optional.ofNullable(verifier),
                                Optional.ofNullable(resource),
                                levels));
    }

    private static VerificationKey key(Path pem) {
        return switch (VerificationKey.parse(pem.toString(), Inputs.text(pem))) {
            case VerificationKey.Parsed.Good(VerificationKey key) -> key;
            case VerificationKey.Parsed.Bad(String why) ->
                    throw new Failed(ExitCode.UNREADABLE, "--key " + pem + " " + why);
        };
    }

    private static void print(Output output, EvidenceVerifier.Line line) {
        output.line((line.line() == 0 ? "" : "line " + line.line() + ": ") + name(line.result()));
        line.result().checks().forEach(check -> output.line("  ok   " + check));
        switch (line.result()) {
            case VerificationResult.Verified _ -> {}
            case VerificationResult.Refused refused ->
                    output.line("  no   " + refused.reason() + ": " + refused.message());
            case VerificationResult.Unsupported unsupported ->
                    output.line("  ?    " + unsupported.what() + " can't be verified yet");
        }
    }

    private static Map<String, Object> view(EvidenceVerifier.Line line) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("line", line.line());
        view.put("result", name(line.result()));
        switch (line.result()) {
            case VerificationResult.Verified verified -> {
                view.put("signer", verified.signer().fingerprint().toString());
                view.put("predicateType", verified.statement().predicateType());
            }
            case VerificationResult.Refused refused -> {
                view.put("reason", refused.reason().name());
                view.put("message", refused.message());
            }
            case VerificationResult.Unsupported unsupported ->
                    view.put("message", unsupported.what());
        }
        view.put("checks", line.result().checks());
        return view;
    }

    private static String name(VerificationResult result) {
        return switch (result) {
            case VerificationResult.Verified _ -> "VERIFIED";
            case VerificationResult.Refused _ -> "REFUSED";
            case VerificationResult.Unsupported _ -> "UNSUPPORTED";
        };
    }

    private static int exit(VerificationResult result) {
        return switch (result) {
            case VerificationResult.Verified _ -> ExitCode.YES;
            case VerificationResult.Refused refused ->
                    refused.reason().unreadable() ? ExitCode.UNREADABLE : ExitCode.NO;
            case VerificationResult.Unsupported _ -> ExitCode.UNDECIDED;
        };
    }
}
