package dev.surefoot.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the tests of this package start from. */
final class Given {
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    static final Digest SUBJECT = Digest.sha256("the artifact".getBytes(UTF_8));
    static final Submission SUBMISSION =
            new Submission(
                    SUBJECT,
                    "shop.jar",
                    "ci",
                    Trust.SUBMITTER_AUTHENTICATED,
                    Optional.empty(),
                    Optional.empty(),
                    NOW);

    private Given() {}

    static EvidenceFile file(String name, String text) {
        return new EvidenceFile(name, text.getBytes(UTF_8));
    }

    static Reading read(String... texts) {
        List<EvidenceFile> files = new ArrayList<>();
        for (String text : texts) {
            files.add(file("file-" + files.size(), text));
        }
        return new EvidenceReader().read(files, SUBMISSION);
    }

    static Reading read(byte[] bytes) {
        return new EvidenceReader().read(List.of(new EvidenceFile("f", bytes)), SUBMISSION);
    }

    static Reading.Read whole(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Read.class);
        return (Reading.Read) reading;
    }

    static Claim claim(Reading reading, String kind) {
        List<Claim> found =
                whole(reading).claims().stream().filter(c -> c.kind().equals(kind)).toList();
        assertThat(found).as("claims of kind " + kind).hasSize(1);
        return found.getFirst();
    }

    static Reading.Refused refused(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Refused.class);
        return (Reading.Refused) reading;
    }

    /** Whether a gate could take anything in it for a pass. */
    static boolean canPass(Reading reading) {
        return reading instanceof Reading.Read read
                && read.claims().stream().anyMatch(c -> c.result() != ClaimResult.ERROR);
    }
}
