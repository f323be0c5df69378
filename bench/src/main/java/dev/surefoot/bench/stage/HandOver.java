package dev.surefoot.bench.stage;

import dev.surefoot.cli.ApiClient;
import dev.surefoot.cli.Evidence;
import dev.surefoot.demo.BuiltVersion;
import dev.surefoot.demo.ShopRepository;
import dev.surefoot.server.api.Answers;
import dev.surefoot.server.api.CandidateView;
import dev.surefoot.server.api.Requests;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Hands built versions over as CI would: bytes, evidence, source. */
record HandOver(ApiClient client, String service, ShopRepository repository) {
    /** The new candidate's id. */
    String candidate(BuiltVersion version) {
        String digest = "sha256:" + version.sha256Hex();
        client.putFile("/artifacts/" + digest, version.jar(), Answers.Stored.class);
        List<Path> evidence = new ArrayList<>(version.testReports());
        evidence.add(version.sbom());
        evidence.add(version.provenance());
        Evidence.submit(client, digest, evidence, "unit", null);
        Requests.CreateCandidate wish =
                new Requests.CreateCandidate(
                        service,
                        digest,
                        repository.directory().toUri().toString(),
                        version.commit().sha(),
                        Optional.empty(),
                        Optional.empty());
        return client.post("/candidates", wish, CandidateView.class).id();
    }
}
