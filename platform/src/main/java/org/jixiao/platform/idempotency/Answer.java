package org.jixiao.platform.idempotency;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * What a POST was answered, as far as it is given again.
 *
 * @param location null for none
 * @param etag with its quotes; null for none
 * @param content JSON; not to be changed
 */
public record Answer(int status, String location, String etag, byte[] content) {

    public Response response() {
        return Response.status(status)
                .header(HttpHeaders.LOCATION, location)
                .header(HttpHeaders.ETAG, etag)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(content)
                .build();
    }
}
