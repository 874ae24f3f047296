package org.jixiao.platform;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Above epoch 1 entity tags bear it: {@code "2-6"} for version 6. Who has seen a version that was lost in a restore cannot
 * change, or take for his, the one that bears its number now. Inside of the service tags are versions.
 */
@Provider
@Singleton
class EpochTags implements ContainerRequestFilter, ContainerResponseFilter {

    private static final long FIRST_EPOCH = 1;
    private static final Pattern VERSION = Pattern.compile("\"(\\d+)\"");

    private final long epoch;

    EpochTags(@ConfigProperty(name = "jixiao.events.source-epoch", defaultValue = "1") long epoch) {
        this.epoch = epoch;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (epoch > FIRST_EPOCH) {
            for (String header : List.of(HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH)) {
                request.getHeaders()
                        .computeIfPresent(
                                header,
                                (name, tags) -> tags.stream().map(this::inward).toList());
            }
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        Object tag = headers.getFirst(HttpHeaders.ETAG);
        if (epoch > FIRST_EPOCH && tag != null) {
            headers.putSingle(HttpHeaders.ETAG, outward(tag));
        }
    }

    /** A tag of the first epoch is of no version that is here. */
    private String inward(String tags) {
        String others = VERSION.matcher(tags).replaceAll("\"" + FIRST_EPOCH + "-$1\"");
        return others.replaceAll("\"" + epoch + "-(\\d+)\"", "\"$1\"");
    }

    /** As an object, or as the text that was kept of it. */
    private String outward(Object tag) {
        String text = tag instanceof EntityTag each ? '"' + each.getValue() + '"' : tag.toString();
        return VERSION.matcher(text).replaceAll("\"" + epoch + "-$1\"");
    }
}
