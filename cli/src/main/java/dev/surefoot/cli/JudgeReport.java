package dev.surefoot.cli;

import dev.surefoot.cli.stream.StreamJudge;
import dev.surefoot.judge.Judgement;

import java.io.PrintStream;

/**
 * Tells what the judge said, for people or as one JSON object. The trace is written as it comes, so
 * that it is never held.
 */
interface JudgeReport {
    /** After one window. */
    void window(String time, Judgement judgement);

    /** At the end. */
    void verdict(StreamJudge.Verdict verdict);

    /** Ends what was begun; whoever made it calls this once, also after a failure. */
    void end();

    static JudgeReport to(PrintStream out, boolean json, boolean trace) {
        return json ? new JudgeObject(out, trace) : new JudgeText(out, trace);
    }
}
