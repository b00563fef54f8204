package org.foliot.dsl.lsp;

import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/** Answers to an editor that what it asks for cannot be. */
final class Refused {
    private Refused() {}

    /** What it asks for makes no sense; the message is for people. */
    static ResponseErrorException because(String message) {
        return as(ResponseErrorCode.InvalidParams, message);
    }

    static ResponseErrorException as(ResponseErrorCode code, String message) {
        return new ResponseErrorException(new ResponseError(code, message, null));
    }
}
