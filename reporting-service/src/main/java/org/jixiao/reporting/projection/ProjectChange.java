package org.jixiao.reporting.projection;

import java.time.OffsetDateTime;
import org.jixiao.platform.money.Money;
import org.jixiao.reporting.funding.Amounts;
import org.jixiao.reporting.funding.Funding;

/**
 * A project with its money, of budget.projects.v1.
 *
 * @param documentNumber null when there is none
 * @param amounts in 元
 * @param executed money spent so far, in 元; null when nothing was reported
 * @param issuedAmounts at the first issue, in 元; null when the owner does not say
 * @param amountsChangedAt when the amounts were last changed after that; null while they are the same
 */
public record ProjectChange(
        String key,
        Revision revision,
        OffsetDateTime recordedAt,
        int fiscalYear,
        String name,
        String documentNumber,
        Funding funding,
        String departmentCode,
        String unitCode,
        Amounts amounts,
        Money executed,
        Amounts issuedAmounts,
        OffsetDateTime amountsChangedAt,
        State state)
        implements Change {}
