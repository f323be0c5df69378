package dev.surefoot.judge;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Everything remembered of the windows so far: constant in size, at most 4 KB for each metric,
 * bound to one plan. Immutable. A restored state gives bit-identical answers, for doubles are kept
 * as 64-bit patterns.
 */
public final class State {
    private static final int FORMAT = 0x53464a32; // "SFJ2"
    private static final int MOST_BYTES = 4_096;
    private static final int HASH_BYTES = 32;

    final Setup setup;
    final Progress progress;
    final Exposure exposure;
    final List<Track> tracks;
    final RailCounts rails;
    final Optional<Harm> harm;

    private State(
            Setup setup,
            Progress progress,
            Exposure exposure,
            List<Track> tracks,
            RailCounts rails,
            Optional<Harm> harm) {
        this.setup = setup;
        this.progress = progress;
        this.exposure = exposure;
        this.tracks = tracks;
        this.rails = rails;
        this.harm = harm;
    }

    /** Before the first window. */
    public static State initial(Plan plan) {
        Setup setup = Setup.of(plan);
        return new State(
                setup,
                Progress.INITIAL,
                Exposure.INITIAL,
                setup.measures().stream().map(Track::initial).toList(),
                RailCounts.initial(plan),
                plan.pace() instanceof Budget ? Optional.of(Harm.initial()) : Optional.empty());
    }

    /**
     * For going on where time can't be told any more, as after a clock that went back: nothing is
     * known of the version, but what it has cost, and that it was promoted, is kept.
     */
    public State anew() {
        State initial = initial(plan());
        return new State(
                setup, initial.progress, initial.exposure, initial.tracks, initial.rails, harm);
    }

    /** After one more window, which is refused if it cannot be true. */
    State after(Look look) {
        if (look.late()) {
            return new State(setup, progress.dropped(look), exposure, tracks, rails, harm);
        }
        boolean compare = look.comparing() && look.usable();
        return new State(
                setup,
                progress.after(look),
                exposure.after(look, plan().window()),
                compare ? compared(look.splits()) : tracks,
                rails.after(look),
                compare
                        ? harm.map(it -> it.plus(look.split(), plan().dispersion().divisor()))
                        : harm);
    }

    private List<Track> compared(List<Split> splits) {
        long perHour = Worse.windowsPerHour(plan());
        List<Track> next = new ArrayList<>(tracks.size());
        for (int i = 0; i < tracks.size(); i++) {
            next.add(tracks.get(i).after(setup.measures().get(i), splits, perHour));
        }
        return List.copyOf(next);
    }

    private Plan plan() {
        return setup.plan();
    }

    /** What is known of errors, which every plan compares. */
    Track errors() {
        return tracks.getFirst();
    }

    Combined combined() {
        return Combined.of(setup.measures(), tracks, plan().alpha());
    }

    /** Promote was said; a budget's growth goes on from there. */
    State afterPromote() {
        return harm.isEmpty()
                ? this
                : new State(setup, progress, exposure, tracks, rails, harm.map(Harm::afterPromote));
    }

    boolean promoted() {
        return harm.filter(Harm::promoted).isPresent();
    }

    void belongsTo(Plan other) {
        if (!plan().equals(other)) {
            throw new RefusedState("plan hash", plan().hash(), other.hash());
        }
    }

    /** For keeping; read by {@link #fromBytes}. */
    public byte[] toBytes() {
        ByteBuffer to = ByteBuffer.allocate(MOST_BYTES * setup.measures().size());
        to.putInt(FORMAT).put(HexFormat.of().parseHex(plan().hash()));
        progress.write(to);
        exposure.write(to);
        tracks.forEach(track -> track.write(to));
        rails.write(to);
        harm.ifPresent(it -> it.write(to));
        to.putInt(checksum(to.array(), to.position()));
        return Arrays.copyOf(to.array(), to.position());
    }

    /**
     * The state that {@link #toBytes()} wrote.
     *
     * @throws RefusedState if the bytes belong to another plan or format, or are damaged
     */
    public static State fromBytes(Plan plan, byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        try {
            refuseUnless(from.getInt(), FORMAT, "format");
            byte[] hash = new byte[HASH_BYTES];
            from.get(hash);
            String seen = HexFormat.of().formatHex(hash);
            if (!seen.equals(plan.hash())) {
                throw new RefusedState("plan hash", seen, plan.hash());
            }
            State state = read(plan, from);
            int length = from.position();
            refuseUnless(from.getInt(), checksum(bytes, length), "checksum");
            refuseUnless(from.remaining(), 0, "number of bytes after the end");
            return state;
        } catch (BufferUnderflowException e) {
            throw new RefusedState("length", bytes.length, "a whole state");
        } catch (DateTimeException | ArithmeticException e) {
            throw new RefusedState("time", e, "one that a state can hold");
        }
    }

    private static State read(Plan plan, ByteBuffer from) {
        Setup setup = Setup.of(plan);
        Progress progress = Progress.read(from);
        Exposure exposure = Exposure.read(from);
        List<Track> tracks = new ArrayList<>();
        for (Measure measure : setup.measures()) {
            tracks.add(Track.read(measure, from));
        }
        return new State(
                setup,
                progress,
                exposure,
                List.copyOf(tracks),
                RailCounts.read(plan, from),
                plan.pace() instanceof Budget ? Optional.of(Harm.read(from)) : Optional.empty());
    }

    private static void refuseUnless(int seen, int bound, String what) {
        if (seen != bound) {
            throw new RefusedState(what, seen, bound);
        }
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
