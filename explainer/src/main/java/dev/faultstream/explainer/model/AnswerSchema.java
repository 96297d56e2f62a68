package dev.faultstream.explainer.model;

import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;

/**
 * The shape of an answer. LocalAI makes a grammar of it that keeps only the type and the properties of the root and
 * emits them in alphabetical order: so what is to be thought of first must come first in the alphabet, and nothing is
 * optional.
 */
final class AnswerSchema {
    static final ResponseFormat FORMAT = ResponseFormat.builder()
            .type(ResponseFormatType.JSON)
            .jsonSchema(JsonSchema.builder()
                    .name("explanation")
                    .rootElement(JsonObjectSchema.builder()
                            .addProperty("error", new JsonStringSchema())
                            .addProperty(
                                    "solution",
                                    JsonArraySchema.builder()
                                            .items(new JsonStringSchema())
                                            .build())
                            .required("error", "solution")
                            .additionalProperties(false)
                            .build())
                    .build())
            .build();

    private AnswerSchema() {}
}
