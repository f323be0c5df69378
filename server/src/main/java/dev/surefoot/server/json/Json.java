package dev.surefoot.server.json;

import tools.jackson.databind.json.JsonMapper;

/**
 * The one mapper for everything that is spoken and stored as JSON. Safe for use by many threads.
 */
public final class Json {
    public static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}
}
