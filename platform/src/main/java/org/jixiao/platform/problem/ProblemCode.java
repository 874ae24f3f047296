package org.jixiao.platform.problem;

import java.util.List;

/**
 * A kind of problem: its stable code, its HTTP status and its title. A service adds its own beside these.
 *
 * @param code stable and in capitals; the last segment of the problem's {@code type}
 */
public record ProblemCode(String code, int status, Text title) {

    public static final ProblemCode MALFORMED_JSON =
            new ProblemCode("MALFORMED_JSON", 400, Text.of("请求体不是合法的 JSON", "The body is not valid JSON"));
    public static final ProblemCode INVALID_BODY =
            new ProblemCode("INVALID_BODY", 400, Text.of("请求体不符合约定", "The body does not follow the contract"));
    public static final ProblemCode INVALID_PARAMETER =
            new ProblemCode("INVALID_PARAMETER", 400, Text.of("请求参数无效", "A parameter is not valid"));
    public static final ProblemCode BAD_REQUEST =
            new ProblemCode("BAD_REQUEST", 400, Text.of("请求无效", "The request is not valid"));
    public static final ProblemCode UNAUTHENTICATED =
            new ProblemCode("UNAUTHENTICATED", 401, Text.of("需要有效的令牌", "A valid token is needed"));
    public static final ProblemCode FORBIDDEN =
            new ProblemCode("FORBIDDEN", 403, Text.of("令牌没有所需的角色", "The token lacks the role"));
    public static final ProblemCode SAME_PERSON =
            new ProblemCode("SAME_PERSON", 403, Text.of("须由另一人进行", "It takes another person"));
    public static final ProblemCode NOT_FOUND = new ProblemCode("NOT_FOUND", 404, Text.of("未找到", "Not found"));
    public static final ProblemCode METHOD_NOT_ALLOWED =
            new ProblemCode("METHOD_NOT_ALLOWED", 405, Text.of("此地址不支持该方法", "The method is not allowed here"));
    public static final ProblemCode NOT_ACCEPTABLE =
            new ProblemCode("NOT_ACCEPTABLE", 406, Text.of("没有所要求的格式", "No such format here"));
    public static final ProblemCode WRONG_STATE = new ProblemCode(
            "WRONG_STATE", 409, Text.of("资源的状态不允许此操作", "The state of the resource does not allow this"));
    public static final ProblemCode PRECONDITION_FAILED = new ProblemCode(
            "PRECONDITION_FAILED", 412, Text.of("资源已被他人修改", "The resource has changed in the meantime"));
    public static final ProblemCode TOO_LARGE =
            new ProblemCode("TOO_LARGE", 413, Text.of("请求体过大", "The body is too large"));
    public static final ProblemCode UNSUPPORTED_MEDIA_TYPE =
            new ProblemCode("UNSUPPORTED_MEDIA_TYPE", 415, Text.of("不支持的内容类型", "The content type is not supported"));
    public static final ProblemCode UNPROCESSABLE =
            new ProblemCode("UNPROCESSABLE", 422, Text.of("内容不符合业务规则", "The content breaks a rule"));
    public static final ProblemCode IDEMPOTENCY_KEY_REUSED = new ProblemCode(
            "IDEMPOTENCY_KEY_REUSED",
            422,
            Text.of("Idempotency-Key 已用于另一个请求", "The Idempotency-Key belongs to another request"));
    public static final ProblemCode PRECONDITION_REQUIRED = new ProblemCode(
            "PRECONDITION_REQUIRED",
            428,
            Text.of("缺少 If-Match 或 If-None-Match", "If-Match or If-None-Match is missing"));
    public static final ProblemCode INTERNAL =
            new ProblemCode("INTERNAL", 500, Text.of("服务内部错误", "Something went wrong here"));
    public static final ProblemCode UNAVAILABLE =
            new ProblemCode("UNAVAILABLE", 503, Text.of("服务暂不可用", "Not available for the moment"));

    private static final List<ProblemCode> OF_A_STATUS = List.of(
            BAD_REQUEST,
            UNAUTHENTICATED,
            FORBIDDEN,
            NOT_FOUND,
            METHOD_NOT_ALLOWED,
            NOT_ACCEPTABLE,
            PRECONDITION_FAILED,
            TOO_LARGE,
            UNSUPPORTED_MEDIA_TYPE,
            UNPROCESSABLE,
            PRECONDITION_REQUIRED,
            UNAVAILABLE);

    /** The code that stands for a bare HTTP status which the framework has chosen. */
    static ProblemCode ofStatus(int status) {
        return OF_A_STATUS.stream()
                .filter(code -> code.status == status)
                .findFirst()
                .orElse(status < 500 ? BAD_REQUEST : INTERNAL);
    }
}
