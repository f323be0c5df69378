package dev.surefoot.schema.sql;

import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.Instance;
import run.endive.runtime.Machine;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.MemoryLimits;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * PostgreSQL's grammar, loaded. Its memory grows from 16 MiB to at most 512 MiB; a text too large
 * for that ends the instance with an unchecked exception, as any fault in it does: throw it away
 * then. Not thread-safe.
 */
final class GrammarInstance {
    private static final MemoryLimits LIMITS = new MemoryLimits(256, 8192);

    private final Instance instance;

    GrammarInstance(WasmModule module, Function<Instance, Machine> machine) {
        instance =
                Instance.builder(module)
                        .withImportValues(WasmImports.of(module))
                        .withMachineFactory(machine)
                        .withMemoryLimits(LIMITS)
                        .withMemoryFactory(ByteArrayMemory::new)
                        .build();
        instance.export("A").apply();
    }

    /** What the grammar says of a text. */
    sealed interface Answer {
        /** A tree as JSON, positions in bytes of UTF-8. */
        record Tree(String json) implements Answer {}

        /** An error and the place, in characters (code points) from 0. */
        record Wrong(String message, int character) implements Answer {}
    }

    Answer parse(String sql) {
        byte[] text = (sql + "\0").getBytes(StandardCharsets.UTF_8);
        int pointer = call("C", text.length);
        int result = 0;
        try {
            if (pointer == 0) {
                throw new IllegalStateException("the grammar has no memory for the text");
            }
            instance.memory().write(pointer, text);
            result = call("F", pointer);
            int error = instance.memory().readInt(result + 8);
            if (error != 0) {
                String message = string(instance.memory().readInt(error));
                int cursor = instance.memory().readInt(error + 16);
                return new Answer.Wrong(message, Math.max(0, cursor - 1));
            }
            return new Answer.Tree(string(instance.memory().readInt(result)));
        } finally {
            instance.export("E").apply(pointer);
            if (result != 0) {
                instance.export("G").apply(result);
            }
        }
    }

    private int call(String export, int argument) {
        return (int) instance.export(export).apply(argument)[0];
    }

    private String string(int pointer) {
        int end = pointer;
        while (instance.memory().read(end) != 0) {
            end++;
        }
        byte[] bytes = instance.memory().readBytes(pointer, end - pointer);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
