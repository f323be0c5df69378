package dev.surefoot.server.api;

import dev.surefoot.server.api.SchemaView.ChangeView;
import dev.surefoot.server.api.SchemaView.FloorView;
import dev.surefoot.server.api.SchemaView.ProgressView;
import dev.surefoot.server.schema.Errand;
import dev.surefoot.server.schema.PointOfNoReturn;
import dev.surefoot.server.schema.Proof;
import dev.surefoot.server.schema.Quiet;
import dev.surefoot.server.schema.SchemaChange;
import dev.surefoot.server.schema.SchemaDesk;
import dev.surefoot.server.schema.SchemaStore;
import dev.surefoot.server.schema.SchemaWorker;

import java.util.List;
import java.util.Optional;

/** Makes what callers see of databases' changes. */
public final class SchemaViews {
    private static final int MOST = 20;

    private final SchemaStore store;
    private final SchemaDesk desk;
    private final SchemaWorker worker;

    public SchemaViews(SchemaStore store, SchemaDesk desk, SchemaWorker worker) {
        this.store = store;
        this.desk = desk;
        this.worker = worker;
    }

    /** One place. */
    public SchemaView of(String service, String environment) {
        return new SchemaView(
                service,
                environment,
                desk.floor(service, environment).map(SchemaViews::floor),
                store.of(service, environment, MOST).stream().map(this::change).toList());
    }

    private static FloorView floor(PointOfNoReturn floor) {
        return new FloorView(
                floor.oldestCandidate().toString(),
                floor.oldest().toString(),
                floor.at(),
                floor.broken().stream()
                        .map(
                                it ->
                                        new SchemaView.BrokenView(
                                                it.candidate().toString(),
                                                it.artifact().toString(),
                                                it.statements()))
                        .toList());
    }

    private ChangeView change(SchemaChange change) {
        Optional<Proof> proof = change.proof();
        return new ChangeView(
                change.id().toString(),
                change.subject().candidate().toString(),
                change.subject().artifact().toString(),
                change.state().label(),
                change.state().since(),
                change.state().ended() ? "" : worker.waitingFor(change.id()),
                proof.map(it -> it.verdict().name()),
                proof.map(Proof::words).orElse(""),
                proof.map(Proof::files).orElse(List.of()).stream()
                        .map(
                                it ->
                                        new SchemaView.FileView(
                                                it.path(), it.phase().name(), it.recovery()))
                        .toList(),
                proof.map(Proof::cells).orElse(List.of()).stream()
                        .map(
                                it ->
                                        new SchemaView.CellView(
                                                it.app(),
                                                it.state(),
                                                it.verdict().name(),
                                                it.broken()))
                        .toList(),
                worker.errand(change.id()).flatMap(SchemaViews::progress),
                store.quiet(change.id()).flatMap(Quiet::since),
                store.events(change.id()).stream()
                        .map(it -> new SchemaView.EventView(it.at(), it.state(), it.why()))
                        .toList());
    }

    private static Optional<ProgressView> progress(Errand errand) {
        return errand instanceof Errand.Running running
                ? Optional.of(
                        new ProgressView(
                                running.kind().name(),
                                running.progress().words(),
                                running.progress().done(),
                                running.progress().total()))
                : Optional.empty();
    }
}
