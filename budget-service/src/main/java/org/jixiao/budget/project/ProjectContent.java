package org.jixiao.budget.project;

import com.fasterxml.jackson.databind.JsonNode;
import org.jixiao.platform.access.Scope;
import org.jixiao.platform.money.Money;

/**
 * The full state of a project as a sender or a caller states it.
 *
 * @param projectCode 21 characters
 * @param documentNumber the transfer's document as printed, for example 穗财政[2024]60号; null without one
 * @param regionCode six digits
 * @param departmentCode nine digits, the region's first
 * @param unitCode twelve digits, the department's first
 * @param executed spent so far (执行数), as the paying system reports it; null when nothing was reported
 */
public record ProjectContent(
        String projectCode,
        int fiscalYear,
        String name,
        String documentNumber,
        Funding funding,
        String regionCode,
        String departmentCode,
        String unitCode,
        Amounts amounts,
        Money executed,
        ProjectState state) {

    private static final int REGION_DIGITS = 6;

    /** Reads what a schema has accepted; without {@code regionCode} the region is the department's. */
    public static ProjectContent read(String projectCode, JsonNode json) {
        String departmentCode = json.get("departmentCode").asText();
        return new ProjectContent(
                projectCode,
                json.get("fiscalYear").intValue(),
                json.get("name").asText(),
                json.hasNonNull("documentNumber") ? json.get("documentNumber").asText() : null,
                Funding.valueOf(json.get("funding").asText()),
                json.path("regionCode").asText(departmentCode.substring(0, REGION_DIGITS)),
                departmentCode,
                json.get("unitCode").asText(),
                Amounts.read(json.get("amounts")),
                Amounts.money(json, "executed"),
                ProjectState.valueOf(json.get("state").asText()));
    }

    /** The region that the project's code begins with. */
    String codedRegion() {
        return projectCode.substring(0, REGION_DIGITS);
    }

    /** Whether that is the department's region or one above it: what a higher level hands down (转移支付) keeps that level's code. */
    boolean isCodedAtOrAboveItsRegion() {
        return Scope.isAtOrAbove(codedRegion(), departmentCode);
    }
}
