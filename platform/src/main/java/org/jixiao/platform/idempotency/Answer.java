package org.jixiao.platform.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;

/**
 * What a POST was answered, as far as it is given again.
 *
 * @param location null for none
 * @param etag with its quotes; null for none
 * @param content JSON; not to be changed
 */
public record Answer(int status, String location, String etag, byte[] content) {

    /** @param entity is written as JSON */
    public static Answer of(int status, String location, String etag, Object entity, ObjectMapper json) {
        try {
            return new Answer(status, location, etag, json.writeValueAsBytes(entity));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Response response() {
        return Response.status(status)
                .header(HttpHeaders.LOCATION, location)
                .header(HttpHeaders.ETAG, etag)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(content)
                .build();
    }
}
