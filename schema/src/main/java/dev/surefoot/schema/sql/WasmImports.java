package dev.surefoot.schema.sql;

import run.endive.runtime.HostFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.runtime.WasmFunctionHandle;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.FunctionImport;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.ValType;

import java.io.Serial;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the grammar's module asks of its host. Emscripten shortens the names to letters, so they are
 * told apart by the list below, made for one file (see {@link GrammarResource}): a module that asks
 * for anything else is refused before it runs. It gets no file, no clock, no network. Source: the
 * loader beside the module in its package.
 */
final class WasmImports {
    private static final long[] NOTHING = new long[0];

    /** Name to signature: parameters, {@code >}, result; i, j, d as i32, i64, f64. */
    private static final Map<String, String> EXPECTED =
            Map.ofEntries(
                    Map.entry("a", "iii>i"),
                    Map.entry("b", "ii>i"),
                    Map.entry("c", "iiii>"),
                    Map.entry("d", "iiii>i"),
                    Map.entry("e", "i>"),
                    Map.entry("f", "ii>"),
                    Map.entry("g", "i>i"),
                    Map.entry("h", "iii>"),
                    Map.entry("i", "iiiii>"),
                    Map.entry("j", "iiii>"),
                    Map.entry("k", "iiiii>i"),
                    Map.entry("l", "ii>j"),
                    Map.entry("m", "i>"),
                    Map.entry("n", "iiiiiiiiiiiiii>"),
                    Map.entry("o", "id>i"),
                    Map.entry("p", ">"),
                    Map.entry("q", "i>i"),
                    Map.entry("r", "iiii>i"),
                    Map.entry("s", "ijii>i"),
                    Map.entry("t", "iiii>i"),
                    Map.entry("u", "i>i"),
                    Map.entry("v", "i>"),
                    Map.entry("w", ">"),
                    Map.entry("x", ">"),
                    Map.entry("y", "iiiiii>"));

    private WasmImports() {}

    /** A jump over frames, as PostgreSQL raises errors; caught by the nearest invoke. */
    private static final class LongJump extends RuntimeException {
        @Serial private static final long serialVersionUID = 1L;

        LongJump() {
            super("longjmp", null, false, false);
        }
    }

    /** Host functions for the module; throws if it asks for others than were foreseen. */
    static ImportValues of(WasmModule module) {
        var types = new HashMap<String, FunctionType>();
        module.importSection().stream()
                .forEach(
                        each -> {
                            if (!(each instanceof FunctionImport function)) {
                                throw new IllegalStateException(
                                        "the grammar asks for " + each.importType());
                            }
                            types.put(
                                    each.name(),
                                    module.typeSection().getType(function.typeIndex()));
                        });
        var signatures = new TreeMap<String, String>();
        types.forEach((name, type) -> signatures.put(name, signature(type)));
        if (!signatures.equals(EXPECTED)) {
            throw new IllegalStateException(
                    "the grammar asks its host for " + signatures + ", not for what was foreseen");
        }
        var imports = ImportValues.builder();
        types.forEach(
                (name, type) ->
                        imports.addFunction(new HostFunction("a", name, type, host(name, type))));
        return imports.build();
    }

    private static WasmFunctionHandle host(String name, FunctionType type) {
        return switch (name) {
            case "p" ->
                    (instance, args) -> {
                        throw new LongJump();
                    };
            case "c", "m", "v", "x" ->
                    (instance, args) -> {
                        throw new IllegalStateException("the grammar stopped itself: " + name);
                    };
            case "q" -> (instance, args) -> new long[] {grow(instance, (int) args[0])};
            case "t" -> WasmImports::discard;
            case "r", "s", "u" -> (instance, args) -> new long[] {8}; // EBADF
            case "o" -> (instance, args) -> new long[] {0};
            case "w" -> (instance, args) -> NOTHING;
            default -> (instance, args) -> invoke(instance, args, !type.returns().isEmpty());
        };
    }

    /** Calls through the table; a long jump out of it restores the stack and is noted. */
    private static long[] invoke(Instance instance, long[] args, boolean returns) {
        long stack = instance.export("R").apply()[0];
        long[] rest = new long[args.length - 1];
        System.arraycopy(args, 1, rest, 0, rest.length);
        try {
            int function = instance.table(0).requiredRef((int) args[0]);
            return instance.getMachine().call(function, rest);
        } catch (LongJump jump) {
            instance.export("Q").apply(stack);
            instance.export("P").apply(1, 0);
            return returns ? new long[] {0} : NOTHING;
        }
    }

    private static long grow(Instance instance, int bytes) {
        var memory = instance.memory();
        int pages = Math.toIntExact((Integer.toUnsignedLong(bytes) + 0xFFFF) >>> 16);
        int missing = pages - memory.pages();
        return missing <= 0 || memory.grow(missing) >= 0 ? 1 : 0;
    }

    /** What it writes to its standard output is thrown away, but said to be written. */
    private static long[] discard(Instance instance, long... args) {
        var memory = instance.memory();
        int written = 0;
        for (int i = 0; i < args[2]; i++) {
            written += memory.readInt((int) args[1] + 8 * i + 4);
        }
        memory.writeI32((int) args[3], written);
        return new long[] {0};
    }

    private static String signature(FunctionType type) {
        return letters(type.params()) + ">" + letters(type.returns());
    }

    private static String letters(List<ValType> types) {
        var letters = new StringBuilder();
        for (ValType type : types) {
            letters.append(type.equals(ValType.I32) ? 'i' : type.equals(ValType.I64) ? 'j' : 'd');
        }
        return letters.toString();
    }
}
