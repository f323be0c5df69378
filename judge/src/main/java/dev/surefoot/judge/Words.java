package dev.surefoot.judge;

/** Says for people what was decided and why, in numbers they can check. */
public final class Words {
    private Words() {}

    /** One to three sentences. */
    public static String explain(Plan plan, Judgement judgement) {
        return judgement + " " + plan.alpha();
    }
}
