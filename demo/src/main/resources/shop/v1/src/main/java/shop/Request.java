package shop;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request as the pages see it: the fields come from the query or from the JSON body. */
record Request(String method, String path, Map<String, String> fields) {
    private static final Pattern FIELD =
            Pattern.compile("\"([^\"\\\\]{1,40})\"\\s*:\\s*\"([^\"\\\\]{0,400})\"");

    static Request get(String path, String query) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                String value = pair.substring(equals + 1);
                fields.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        }
        return new Request("GET", path, Map.copyOf(fields));
    }

    /** Takes one flat JSON object of strings, which is all that checkout needs. */
    static Request post(String path, String json) {
        String text = json.strip();
        if (!text.startsWith("{") || !text.endsWith("}")) {
            throw new BadRequest("the body is not a JSON object");
        }
        Map<String, String> fields = new HashMap<>();
        Matcher field = FIELD.matcher(text);
        while (field.find()) {
            fields.put(field.group(1), field.group(2));
        }
        return new Request("POST", path, Map.copyOf(fields));
    }

    /** The field's value, empty where the customer left it out. */
    String field(String name) {
        return fields.getOrDefault(name, "");
    }
}
