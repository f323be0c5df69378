package dev.surefoot.schema.run;

import java.util.Set;

/**
 * Somebody's word that no instance of the old version is left, and how to tell its sessions.
 *
 * @param by who says so
 * @param why how they know
 * @param stay names of sessions that may stay, as {@code service@digest}: the new version's
 * @param applicationRoles roles of the application; empty: every role but ours may be its
 */
public record Gone(String by, String why, Set<String> stay, Set<String> applicationRoles) {
    public Gone {
        stay = Set.copyOf(stay);
        applicationRoles = Set.copyOf(applicationRoles);
    }
}
