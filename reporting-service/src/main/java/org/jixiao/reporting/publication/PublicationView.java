package org.jixiao.reporting.publication;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jixiao.reporting.goaltable.Finding;

/**
 * A publication, its way and what was known to be wrong with it.
 *
 * @param findings of the table as it was published, in Chinese
 * @param waivers of those that are errors
 * @param history every step, the first one first
 */
@Schema(name = "Publication")
record PublicationView(
        @JsonUnwrapped Summary summary, List<Finding.View> findings, List<Waived> waivers, List<Step> history) {

    /** As everybody may read it. */
    PublicationView withoutPersons() {
        return new PublicationView(
                summary.withoutPersons(),
                findings,
                waivers.stream().map(Waived::withoutReason).toList(),
                history.stream().map(Step::withoutPerson).toList());
    }
}
