/**
 * How does a team's small shop get built, tested and used, as its own CI and its own users would?
 *
 * <p>Holds the shop's sources (as resources), their git repository, the build and the seeded users.
 * It knows nothing of Surefoot's server or commands, and refuses to invent evidence: what it hands
 * over was compiled, run or read from the artifact, and what was not looked at is not mentioned.
 */
@NullMarked
package dev.surefoot.demo;

import org.jspecify.annotations.NullMarked;
