FROM node:24.21.0-bookworm-slim AS build
WORKDIR /ledger
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json nest-cli.json rolldown.config.js vite.config.ts ./
COPY bin bin
COPY events events
COPY projections projections
COPY src src
RUN npm run build
RUN npm prune --omit=dev

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    STORE_URL=sqlite:/data/ledger.db
WORKDIR /ledger
RUN mkdir /data && chown node:node /data
COPY --from=build /ledger/node_modules node_modules
COPY --from=build /ledger/dist dist
COPY package.json CHANGELOG.md SECURITY.md LICENSE ./
COPY bin bin
COPY events/record events/record
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "require(process.env.TLS_CERT ? 'https' : 'http').get({ port: process.env.PORT, path: '/health/live', rejectUnauthorized: false }, ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1)).on('error', () => process.exit(1))"]
# Not through npm, which would keep signals to itself.
ENTRYPOINT ["node", "bin/gigaledger.js"]
CMD ["serve"]
