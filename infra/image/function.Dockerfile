# The function as a container image for AWS Lambda, with a cache that its JVM made (AOT); from the root of the checkout:
#
#   docker build -f infra/image/function.Dockerfile -t cognito-courier-function .
#
# Your own files are an image over it. They may be added, the jar may not be exchanged: the cache was made of it.
#
#   FROM cognito-courier-function
#   COPY courier.json /var/task/
#   COPY templates /var/task/templates
#   ENV COURIER_CONFIG=courier.json COURIER_TEMPLATES=templates
#
# Not yet built by us: where this was written there is no Docker. A test runs its commands but Maven, and its entry point,
# with another JVM.

FROM eclipse-temurin:25-jdk-noble AS build
WORKDIR /courier
COPY . .
# Maven's repository outlives the layer, so a change of the sources downloads nothing again.
RUN --mount=type=cache,target=/root/.m2 \
    ./courier package --image /task \
    && mkdir lib \
    && cp cli/target/cognito-courier-cli.jar $(tr ':' ' ' < cli/target/class-path) lib/

# One layer for the training and for the image: the JVM compares the times of its jars.
FROM public.ecr.aws/lambda/java:25 AS task
WORKDIR /var/task
COPY --from=build /task ./

# The function runs in the image's own JVM, what trains it in a whole JDK.
FROM task AS train
COPY --from=build /opt/java/openjdk /opt/java/openjdk
COPY --from=build /courier/lib /courier/lib
RUN /opt/java/openjdk/bin/java -cp "/courier/lib/*" io.github.cognitocourier.cli.CourierCommand \
    train --function /var/task --output /tmp/courier.aot --java /var/lang/bin/java

# Lambda starts it as a user of its own choice. A JVM that the cache does not fit says so and starts without it.
FROM task
COPY --from=train /tmp/courier.aot ./
ENTRYPOINT ["/var/lang/bin/java", "-XX:AOTCache=/var/task/courier.aot", "@/var/task/java.args"]
