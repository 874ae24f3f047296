package org.jixiao.platform.inbox.receipt;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A receipt with what stands around it on the topic.
 *
 * @param receiptId the CloudEvents id of the receipt
 * @param sender the sending system, which only the topic tells
 * @param projectCode as far as it could be read
 * @param scopeCode who may see it, beside those who see its project's code: a region, or what starts with one; null when it
 *     could not be read
 * @param time when the event was answered
 */
@Schema(name = "KeptReceipt")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record KeptReceipt(
        String receiptId,
        String sender,
        @Schema(nullable = true) String projectCode,
        @JsonIgnore String scopeCode,
        Instant time,
        @JsonUnwrapped Receipt receipt) {}
