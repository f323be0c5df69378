package dev.surefoot.cli;

import dev.surefoot.server.api.CandidateView;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/** {@code surefoot candidate show ID}. */
@Command(name = "show", description = "Show a candidate, its evidence and where it went.")
final class CandidateShowCommand implements Callable<Integer> {
    @Mixin Connection connection = new Connection();

    @Parameters(paramLabel = "ID", description = "The candidate's id, or the end of it.")
    String id = "";

    @Override
    public Integer call() {
        CandidateView candidate =
                connection
                        .client()
                        .get("/candidates/" + ApiClient.segment(id), CandidateView.class);
        Output output = new Output(connection.json);
        output.line("candidate " + candidate.id());
        output.line("service   " + candidate.service());
        output.line("artifact  " + candidate.artifact());
        output.line("source    " + candidate.repository() + "@" + candidate.commit());
        output.line("created   " + candidate.createdAt() + " by " + candidate.createdBy());
        for (CandidateView.ClaimView claim : candidate.claims()) {
            output.line(
                    "evidence  "
                            + Evidence.line(claim)
                            + (claim.counts() ? "" : "  (does not count: " + claim.why() + ")"));
        }
        for (CandidateView.PromotionBrief promotion : candidate.promotions()) {
            output.line(
                    "promotion "
                            + Output.brief(promotion.id())
                            + " "
                            + promotion.environment()
                            + " "
                            + promotion.state()
                            + " since "
                            + promotion.since());
        }
        output.result(candidate);
        return ExitCode.YES;
    }
}
