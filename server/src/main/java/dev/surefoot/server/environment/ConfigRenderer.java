package dev.surefoot.server.environment;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills <code>${env:NAME}</code> in a configuration file from the server's environment. <code>
 * $${</code> stands for <code>${</code> as text; any other placeholder is the application's own and
 * stays. Bytes that are no placeholder stay as they are; values go in as UTF-8, as they are. Values
 * appear nowhere but in the result's bytes. Immutable; as safe for use by many threads as the
 * environment is.
 */
public final class ConfigRenderer {
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$\\$\\{|\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)}|\\$\\{env:");

    private final Function<String, Optional<String>> environment;

    /**
     * @param environment the value of a variable, for example {@code name ->
     *     Optional.ofNullable(System.getenv(name))}
     */
    public ConfigRenderer(Function<String, Optional<String>> environment) {
        this.environment = environment;
    }

    /** Fills in the file of this name; its ending says how it is checked. */
    public RenderedConfig render(String name, byte[] raw) {
        // One character a byte, so that every byte comes out as it went in.
        String text = new String(raw, StandardCharsets.ISO_8859_1);
        TreeSet<String> missing = new TreeSet<>();
        Optional<String> fault = Optional.empty();
        StringBuilder out = new StringBuilder(text.length());
        Matcher matcher = PLACEHOLDER.matcher(text);
        int from = 0;
        while (matcher.find()) {
            out.append(text, from, matcher.start());
            from = matcher.end();
            String variable = matcher.group(1);
            if (variable != null) {
                Optional<String> value = environment.apply(variable);
                if (value.isEmpty()) {
                    missing.add(variable);
                }
                out.append(bytes(value.orElse("")));
            } else if (matcher.group().startsWith("$$")) {
                out.append("${");
            } else if (fault.isEmpty()) {
                fault = Optional.of(misspelled(name, text, matcher.start()));
            }
        }
        byte[] rendered =
                out.append(text, from, text.length())
                        .toString()
                        .getBytes(StandardCharsets.ISO_8859_1);
        if (missing.isEmpty() && fault.isEmpty()) {
            fault = ConfigSyntax.fault(name, rendered);
        }
        return missing.isEmpty() && fault.isEmpty()
                ? new RenderedConfig.Complete(rendered)
                : new RenderedConfig.Incomplete(missing.stream().toList(), fault);
    }

    private static String bytes(String value) {
        return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String misspelled(String name, String text, int at) {
        long line = text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
        return "%s line %d has ${env: without a name and }; write ${env:NAME}, or $${env: for the"
                        .formatted(name, line)
                + " text itself";
    }
}
