package dev.surefoot.judge;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * Everything remembered of the windows so far: constant in size, at most 4 KB, bound to one plan.
 * Immutable. A restored state gives bit-identical answers, for doubles are kept as 64-bit patterns.
 */
public final class State {
    private static final int FORMAT = 0x53464a31; // "SFJ1"
    private static final int MOST_BYTES = 4_096;
    private static final int HASH_BYTES = 32;

    private final Plan plan;
    final Progress progress;
    final Exposure exposure;
    final Totals totals;
    final StartMixture worse;
    final Fitness fitness;
    final RailCounts rails;

    private State(
            Plan plan,
            Progress progress,
            Exposure exposure,
            Totals totals,
            StartMixture worse,
            Fitness fitness,
            RailCounts rails) {
        this.plan = plan;
        this.progress = progress;
        this.exposure = exposure;
        this.totals = totals;
        this.worse = worse;
        this.fitness = fitness;
        this.rails = rails;
    }

    /** Before the first window. */
    public static State initial(Plan plan) {
        return new State(
                plan,
                Progress.INITIAL,
                Exposure.INITIAL,
                Totals.INITIAL,
                Worse.initial(),
                Fitness.initial(),
                RailCounts.initial(plan));
    }

    /** After one more window, which is refused if it cannot be true. */
    State after(Look look) {
        look.window().check();
        boolean compare = look.comparing() && look.usable();
        Split split = look.split();
        return new State(
                plan,
                progress.after(look),
                exposure.after(look),
                compare ? totals.plus(split) : totals,
                compare ? Worse.after(worse, split, plan) : worse,
                compare ? fitness.plus(split, plan) : fitness,
                rails.after(look, plan));
    }

    void belongsTo(Plan other) {
        if (!plan.equals(other)) {
            throw new RefusedState("plan hash", plan.hash(), other.hash());
        }
    }

    /** For keeping; read by {@link #fromBytes}. */
    public byte[] toBytes() {
        ByteBuffer to = ByteBuffer.allocate(MOST_BYTES);
        to.putInt(FORMAT).put(HexFormat.of().parseHex(plan.hash()));
        progress.write(to);
        exposure.write(to);
        totals.write(to);
        worse.write(to);
        fitness.write(to);
        rails.write(to);
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
            State state =
                    new State(
                            plan,
                            Progress.read(from),
                            Exposure.read(from),
                            Totals.read(from),
                            StartMixture.read(Worse.alternatives(), from),
                            Fitness.read(from),
                            RailCounts.read(plan, from));
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
