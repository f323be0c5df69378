package dev.surefoot.proxy.admin;

import dev.surefoot.proxy.route.Json;

import io.undertow.util.StatusCodes;

import tools.jackson.databind.node.ObjectNode;

/** A status and a JSON body. */
record Answer(int status, ObjectNode body) {
    static Answer ok(ObjectNode body) {
        return new Answer(StatusCodes.OK, body);
    }

    static Answer error(int status, String error, String message) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("error", error).put("message", message);
        return new Answer(status, body);
    }

    static Answer notFound(String what) {
        return error(StatusCodes.NOT_FOUND, "NOT_FOUND", what);
    }

    static Answer invalid(String message) {
        return error(StatusCodes.BAD_REQUEST, "INVALID", message);
    }
}
