/**
 * Answers: how does Surefoot get a PostgreSQL of its own, durable and private, on a machine that
 * has none? It initialises, starts, adopts and stops one server per directory.
 *
 * <p>Refuses: trust authentication, addresses other than loopback, a data directory of another
 * major version, a server that does not know our password, and running as root when neither a user
 * namespace nor an unprivileged account can be had. It never deletes a data directory and never
 * takes a pid's word for what runs.
 */
@NullMarked
package dev.surefoot.postgres;

import org.jspecify.annotations.NullMarked;
