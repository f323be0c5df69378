package dev.surefoot.server.api;

import dev.surefoot.server.api.CandidateView.ClaimView;

import java.util.List;

/** Small bodies that the API answers with. */
public final class Answers {
    private Answers() {}

    /** What an apply did. */
    public record Applied(String kind, String name, long version, boolean changed) {}

    /** An artifact that is here now. */
    public record Stored(String digest, long size, boolean isNew) {}

    /** Evidence that was read. */
    public record EvidenceStored(String digest, List<ClaimView> claims, List<FileView> files) {}

    /** How one file was read. */
    public record FileView(String file, String format, List<String> problems) {}

    /** The server is up. */
    public record Health(String version, String database) {}
}
