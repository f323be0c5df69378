/**
 * How often does the judge raise a false alarm here, really? The standing A/A.
 *
 * <p>Every hour, for each service and environment in which nothing is being exposed, random
 * instances of the running version play the canary under the plan that the next promotion would
 * have; what is rolled back is a false alarm. Where there are more of them than promised, evidence
 * of later promotions counts for less. It refuses to take an hour without two instances, without
 * traffic or with a promotion for a pass, to touch what runs, and to suspend Rollback.
 */
@NullMarked
package dev.surefoot.server.calibration;

import org.jspecify.annotations.NullMarked;
