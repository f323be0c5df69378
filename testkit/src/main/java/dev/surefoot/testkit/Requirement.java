package dev.surefoot.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Ties a test to a numbered line of {@code docs/requirements.md}, for example {@code GATE-3}. The
 * build fails on a number that is not in that file and prints the requirements without a test.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@Repeatable(Requirement.All.class)
public @interface Requirement {
    /** The requirement's number, as it stands in {@code docs/requirements.md}. */
    String value();

    /** Holds several requirements of one test. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.TYPE})
    @interface All {
        /** The requirements that the test covers. */
        Requirement[] value();
    }
}
