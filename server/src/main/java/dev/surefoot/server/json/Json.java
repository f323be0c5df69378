package dev.surefoot.server.json;

import tools.jackson.databind.json.JsonMapper;

/** stand-in until the policy branch lands. */
public final class Json {
    public static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}
}
