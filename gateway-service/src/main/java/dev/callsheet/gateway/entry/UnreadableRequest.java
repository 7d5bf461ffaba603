package dev.callsheet.gateway.entry;

import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/** Says why bytes are no request. */
final class UnreadableRequest {

    private UnreadableRequest() {}

    static ApiException refusal(DecoderResult result) {
        return switch (result.cause()) {
            case TooLongHttpLineException _ ->
                new ApiException(ErrorCode.HEADERS_TOO_LARGE, "The request's first line is longer than is accepted.");
            case TooLongHttpHeaderException _ ->
                new ApiException(ErrorCode.HEADERS_TOO_LARGE, "The headers are larger than is accepted.");
            case null, default ->
                new ApiException(
                        ErrorCode.VALIDATION_ERROR,
                        "This is not HTTP as RFC 9112 has it: a line, a header's name or value, or the way the body's"
                                + " length is given is malformed.");
        };
    }
}
